-- Which types a deal has: null where its rows for a type do not say.
SELECT deal, clause_type, bool_or(present) AS present
FROM facts
GROUP BY deal, clause_type
