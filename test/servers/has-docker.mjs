/** Whether a container engine answers: tests of adapters prefer a server of its own in one. */
export async function hasDocker() {
  const { getContainerRuntimeClient } = await import('testcontainers'); // takes its time to load
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}
