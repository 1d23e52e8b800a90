-- Whom a type of clause binds in a deal: mutual where any row says so, or where each side is bound by some row.
SELECT deal, clause_type AS thing, '' AS aspect,
    CASE WHEN min(direction) = max(direction) THEN min(direction) ELSE 'mutual' END AS part
FROM facts
WHERE direction IS NOT NULL
GROUP BY deal, clause_type
