// The trial of recommendations that a member is in: the one that runs, if they consent to personalisation.
// access: read
// param user_id: STRING
// column id: STRING
// column model_id: STRING
// column former_id: STRING
// column share_percent: INTEGER
MATCH (trial:ModelTrial {kind: 'RECOMMENDATION', running: true})
USING INDEX SEEK trial:ModelTrial(kind, running)
MATCH (user:User {id: $user_id})
WHERE 'PERSONALISATION' IN user.consents
RETURN trial.id AS id, trial.model_id AS model_id, trial.former_id AS former_id, trial.share_percent AS share_percent
