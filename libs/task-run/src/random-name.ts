/** A name for a run that was given none: adjective and noun, drawn by chance in [0, 1). */
export function randomName(chance: number): string {
  const drawn = Math.floor(chance * ADJECTIVES.length * NOUNS.length);
  return `${ADJECTIVES[Math.floor(drawn / NOUNS.length)]}-${NOUNS[drawn % NOUNS.length]}`;
}

const ADJECTIVES = `
  amber ample azure bold brave brisk calm clever coral crisp daring dapper eager early fancy
  fond gentle glad golden grand happy hardy humble ivory jolly keen kind lively lucky lunar
  mellow merry mighty neat nimble noble opal patient plucky proud quick quiet rapid rosy
  rustic sage silver smart snowy solar spry steady sunny swift tidy topaz upbeat vivid warm
  wise
`
  .trim()
  .split(/\s+/);

const NOUNS = `
  auk badger beaver bison bobcat bream camel caribou cobra condor coyote crane cuckoo curlew
  dingo dormouse dove egret elk ermine falcon ferret finch fox gannet gecko gibbon goose
  grouse hare heron ibex ibis jackal jay kestrel kiwi lark lemur linnet lynx magpie marten
  mole newt ocelot oriole osprey otter owl panda petrel puffin quail raven robin seal shrew
  snipe stoat swan tapir teal tern thrush toad vole walrus weasel wren
`
  .trim()
  .split(/\s+/);
