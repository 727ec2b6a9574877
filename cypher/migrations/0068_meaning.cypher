// Contents by what they mean, and those whose meaning is still to be made.
CREATE VECTOR INDEX meanings IF NOT EXISTS FOR (n:Content) ON n.meaning
OPTIONS {indexConfig: {`vector.dimensions`: 512, `vector.similarity_function`: 'cosine'}};
CREATE INDEX content_meaning_due IF NOT EXISTS FOR (n:Content) ON (n.meaning_due);
