-- Which types a deal has: null where its rows for a type do not say.
SELECT deal, clause_type, max(CASE WHEN present THEN 1 WHEN NOT present THEN 0 END) = 1 AS present
FROM facts
GROUP BY deal, clause_type
