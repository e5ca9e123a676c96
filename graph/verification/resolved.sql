-- What the read models say, with names in the place of numbers, so that two files of them can be
-- compared whatever order they were written in. @ stands for the database.

-- nodes
SELECT iri, kind, label, code, acronym, described, generic, unexpanded, root, current FROM @.node

-- names
SELECT node.iri, name.folded, name.loose, name.text, name.how
FROM @.name AS name JOIN @.node AS node ON node.id = name.node

-- properties
SELECT node.iri, property.name, property.value, property.datatype, property.iri
FROM @.property AS property JOIN @.node AS node ON node.id = property.node

-- edges
SELECT source.iri, relation.iri, target.iri
FROM @.edge AS edge
JOIN @.relation AS relation ON relation.id = edge.relation
JOIN @.node AS source ON source.id = edge.source
JOIN @.node AS target ON target.id = edge.target

-- steps up
SELECT node.iri, relation.iri, above.relation < 0, other.iri
FROM @.above AS above
JOIN @.relation AS relation ON relation.id = ABS(above.relation)
JOIN @.node AS node ON node.id = above.node
JOIN @.node AS other ON other.id = above.other

-- steps down
SELECT node.iri, relation.iri, below.relation < 0, other.iri
FROM @.below AS below
JOIN @.relation AS relation ON relation.id = ABS(below.relation)
JOIN @.node AS node ON node.id = below.node
JOIN @.node AS other ON other.id = below.other

-- degrees
SELECT node.iri, degree.incoming, relation.iri, degree.count
FROM @.degree AS degree
JOIN @.relation AS relation ON relation.id = degree.relation
JOIN @.node AS node ON node.id = degree.node

-- versions
SELECT version.iri, description, node.iri, version.label, source, part, sha256, issued, modified,
       version.current
FROM @.version AS version LEFT JOIN @.node AS node ON node.id = version.post

-- claims
SELECT claim.iri, subject.iri, relation.iri, object.iri, literal, quote, start, "end", version.iri,
       section, rule, confidence, qualifiers, live
FROM @.claim AS claim
JOIN @.relation AS relation ON relation.id = claim.relation
JOIN @.version AS version ON version.id = claim.version
LEFT JOIN @.node AS subject ON subject.id = claim.subject
LEFT JOIN @.node AS object ON object.id = claim.object

-- touches
SELECT target.iri, touch.label, subject.iri, touch.how, touch.start, claim.iri
FROM @.touch AS touch
JOIN @.claim AS claim ON claim.id = touch.claim
JOIN @.node AS target ON target.id = touch.target
JOIN @.node AS subject ON subject.id = touch.subject

-- duties
SELECT version.iri, position, duty.iri, quote, start, "end"
FROM @.duty AS duty JOIN @.version AS version ON version.id = duty.version

-- mentions
SELECT mention.iri, version.iri, mention.kind, quote, start, "end", node.iri, reason, candidates
FROM @.mention AS mention
LEFT JOIN @.version AS version ON version.id = mention.version
LEFT JOIN @.node AS node ON node.id = mention.node

-- findings
SELECT finding.iri, version.iri, kind, message, quote, start, "end"
FROM @.finding AS finding LEFT JOIN @.version AS version ON version.id = finding.version

-- near words
SELECT shortened, word FROM @.near_word

-- facts of the build
SELECT name, value FROM @.fact_of_build

-- words of names
SELECT term, doc, cnt FROM temp.@_node_words

-- words of quotes
SELECT term, doc, cnt FROM temp.@_quote_words
