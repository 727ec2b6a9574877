// Members of a sub-community are listed by influence.
CREATE INDEX user_sub_community_influence IF NOT EXISTS FOR (n:User) ON (n.sub_community, n.influence, n.id);
