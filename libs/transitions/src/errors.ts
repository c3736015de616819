/** The topics cannot be reached, or do not answer. */
export class PublicationUnavailable extends Error {
  override readonly name = 'PublicationUnavailable';
}

/** A transaction failed, or its outcome is unknown: the topics are to be taken again. */
export class PublicationInterrupted extends Error {
  override readonly name = 'PublicationInterrupted';
}

/** Another process has taken the topics. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The topics and the log do not belong together; the message says what to do. */
export class PublicationRefused extends Error {
  override readonly name = 'PublicationRefused';
}
