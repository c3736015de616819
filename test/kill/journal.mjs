/**
 * What the clients know: every creation and every proposal, with the answers that came. A proposal carries its token as
 * the message of its state, so that it is known again wherever it turns up.
 */
export function openJournal() {
  const creations = new Map(); // by dynamic key
  const proposals = new Map(); // by run id: by token
  const revisions = new Map(); // by run id: the greatest that was told
  const told = new Set(); // ids of the events that record the decisions
  const strange = []; // answers that no client should get, as sentences

  const proposalsOf = (runId) => [...(proposals.get(runId)?.values() ?? [])];
  const all = () => [...proposals.keys()].flatMap(proposalsOf);

  const heard = (runId, headers) => {
    const decision = headers.get('runledger-decision');
    const revision = Number(JSON.parse(headers.get('etag')));
    if (decision !== null) told.add(decision);
    revisions.set(runId, Math.max(revision, revisions.get(runId) ?? 0));
    return { decision, revision };
  };

  return {
    told,
    strange,
    proposalsOf,
    creations: () => [...creations.values()],
    proposals: all,

    /** The runs that a natural key was answered with: one, unless something is wrong. */
    runIdsOf: (dynamicKey) => [...(creations.get(dynamicKey)?.runIds ?? [])],

    /** The greatest revision of a run that anybody was told of. */
    revisionOf: (runId) => revisions.get(runId) ?? 0,

    createSent(dynamicKey) {
      const known = creations.get(dynamicKey);
      if (known) known.unanswered += 1;
      else creations.set(dynamicKey, { dynamicKey, runIds: new Set(), created: 0, unanswered: 1 });
    },

    createAnswered(dynamicKey, { status, headers, body }) {
      const creation = creations.get(dynamicKey);
      creation.unanswered -= 1;
      if (status === 201) creation.created += 1;
      if (status === 200 || status === 201) {
        creation.runIds.add(body.id);
        heard(body.id, headers);
      } else {
        strange.push(`creating ${dynamicKey} was answered ${status} ${JSON.stringify(body)}`);
      }
    },

    /** A proposal goes out, for the first time or again. */
    proposalSent({ token, runId, key, body }) {
      if (!proposals.has(runId)) proposals.set(runId, new Map());
      const ofRun = proposals.get(runId);
      const known = ofRun.get(token);
      if (known) known.unanswered += 1;
      else
        ofRun.set(token, { token, runId, key, body, granted: null, refusals: [], unanswered: 1 });
    },

    proposalAnswered({ token, runId }, { status, headers, body }) {
      const proposal = proposals.get(runId).get(token);
      proposal.unanswered -= 1;
      if (status === 201 && (proposal.granted ?? body.state.id) === body.state.id) {
        proposal.granted = body.state.id;
        proposal.recorded = heard(runId, headers);
      } else if (status === 200 && proposal.granted === null) {
        const { decision } = heard(runId, headers);
        proposal.refusals.push({ status: body.status, reason: body.details.reason, decision });
      } else {
        strange.push(
          `${token}, ${proposal.granted}, was answered ${status} ${JSON.stringify(body)}`,
        );
      }
    },

    /** No sending of a proposal is on its way any more: what was answered last holds. */
    proposalSettled({ token, runId }) {
      proposals.get(runId).get(token).unanswered = 0;
    },

    counts: () => ({
      runs: creations.size,
      proposals: all().length,
      granted: all().filter(({ granted }) => granted !== null).length,
      refusals: all().flatMap(({ refusals }) => refusals).length,
      unanswered: all().filter(({ unanswered }) => unanswered > 0).length,
    }),
  };
}
