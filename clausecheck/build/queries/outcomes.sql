-- What became of a side's proposals of a type in a deal: the outcome of the highest round, and where that has several,
-- the one that changed most. A proposal that nobody answered in the highest round is not settled.
SELECT deal, clause_type AS thing, proposed_by AS aspect, outcome AS part, round
FROM (
    SELECT deal, clause_type, proposed_by, outcome, round,
        row_number() OVER (
            PARTITION BY deal, clause_type, proposed_by
            ORDER BY coalesce(round, -1) DESC,
                CASE outcome WHEN 'removed' THEN 1 WHEN 'changed' THEN 2 WHEN 'accepted' THEN 3 ELSE 4 END
        ) AS place
    FROM facts
    WHERE outcome IS NOT NULL
) AS ranked
WHERE place = 1 AND outcome <> 'proposed'
