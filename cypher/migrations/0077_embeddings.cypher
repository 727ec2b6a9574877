// Embeddings of members and contents, to be found by nearness.
CREATE VECTOR INDEX user_graph_embedding IF NOT EXISTS FOR (n:User) ON (n.graph_embedding)
OPTIONS {indexConfig: {`vector.dimensions`: 64, `vector.similarity_function`: 'cosine'}};
CREATE VECTOR INDEX content_graph_embedding IF NOT EXISTS FOR (n:Standalone) ON (n.graph_embedding)
OPTIONS {indexConfig: {`vector.dimensions`: 64, `vector.similarity_function`: 'cosine'}};
