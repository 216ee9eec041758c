-- The store: what was judged, by which tables, with what result. One transaction a run, so that a run is here
-- whole or not at all. Rows are keyed by their numbers in the run; names stand once a run, in the tables run_*,
-- and the views put them back.
--
-- Not stored: the contributions of the single factors. They would be some twenty rows a subject, and `explain`
-- computes them again from the input, the definitions and the schemes, whose sha256 the run holds.
-- Not stored either: attribution, which never moves a score and is no part of a verdict.

PRAGMA application_id = 1667854963; -- 'cirs'
PRAGMA user_version = 10;

CREATE TABLE run (
    run INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'),
    tool_version TEXT NOT NULL,
    definitions_sha256 TEXT NOT NULL CHECK (length(definitions_sha256) = 64),
    input_name TEXT NOT NULL,
    input_sha256 TEXT NOT NULL CHECK (length(input_sha256) = 64),
    input_bytes INTEGER NOT NULL CHECK (input_bytes >= 0),
    overrides_sha256 TEXT CHECK (length(overrides_sha256) = 64), -- NULL: no file of overrides was given
    figures_sha256 TEXT CHECK (length(figures_sha256) = 64), -- of what stands beside a register; NULL: no such file was given
    options TEXT NOT NULL,
    seed INTEGER NOT NULL CHECK (seed >= 0),
    row_count INTEGER NOT NULL,
    scored INTEGER NOT NULL CHECK (scored >= 0),
    rejected INTEGER NOT NULL CHECK (rejected >= 0),
    CONSTRAINT nothing_is_lost CHECK (row_count = scored + rejected)
) STRICT;

CREATE TABLE run_scheme (
    run INTEGER NOT NULL REFERENCES run,
    scheme INTEGER NOT NULL CHECK (scheme BETWEEN 0 AND 15), -- in the order of the run
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    status TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64), -- of its own tables, whatever folder they came from
    tables_of TEXT, -- that folder; NULL: they are those that come with the tool
    score_max REAL NOT NULL,
    PRIMARY KEY (run, scheme),
    UNIQUE (run, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_level (
    run INTEGER NOT NULL,
    scheme INTEGER NOT NULL,
    level INTEGER NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (run, scheme, level),
    FOREIGN KEY (run, scheme) REFERENCES run_scheme
) STRICT, WITHOUT ROWID;

CREATE TABLE run_axis (
    run INTEGER NOT NULL,
    scheme INTEGER NOT NULL,
    axis INTEGER NOT NULL CHECK (axis BETWEEN 0 AND 7), -- verdict.axis_0 ... axis_7
    name TEXT NOT NULL,
    PRIMARY KEY (run, scheme, axis),
    FOREIGN KEY (run, scheme) REFERENCES run_scheme
) STRICT, WITHOUT ROWID;

CREATE TABLE run_sector (
    run INTEGER NOT NULL REFERENCES run,
    sector INTEGER NOT NULL CHECK (sector BETWEEN 0 AND 63), -- bit of subject.sectors
    code TEXT NOT NULL,
    PRIMARY KEY (run, sector)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (
    run INTEGER NOT NULL REFERENCES run,
    row INTEGER NOT NULL CHECK (row > 0),  -- data row of the input, from 1
    line INTEGER NOT NULL CHECK (line > 0), -- physical line, from 1
    id TEXT NOT NULL,
    date TEXT,              -- as it was read, or overridden; NULL: not known
    country TEXT,           -- ISO 3166 alpha-2; NULL: not known
    sectors INTEGER NOT NULL, -- bits of run_sector; 0: not known
    title TEXT,
    -- What tables are made of, of incidents alone. NULL: not known.
    first_h REAL,           -- first and last hour that the date may mean, from 1970-01-01T00:00Z
    last_h REAL,            -- NULL also of an instant
    service TEXT,
    other_countries TEXT,   -- alpha-2 with ';'; '': none
    tlp INTEGER CHECK (tlp BETWEEN 1 AND 5), -- 1 clear ... 5 red
    -- The best single value, and the ends of its range where it is one; a high end may be Inf.
    people_affected REAL, people_affected_low REAL, people_affected_high REAL,
    user_hours REAL, user_hours_low REAL, user_hours_high REAL,
    entities_affected REAL, entities_affected_low REAL, entities_affected_high REAL,
    duration_h REAL, duration_h_low REAL, duration_h_high REAL,
    resolution_person_days REAL, resolution_person_days_low REAL, resolution_person_days_high REAL,
    deaths REAL, deaths_low REAL, deaths_high REAL,
    injured REAL, injured_low REAL, injured_high REAL,
    loss_usd REAL, loss_usd_low REAL, loss_usd_high REAL,
    records_affected REAL, records_affected_low REAL, records_affected_high REAL,
    PRIMARY KEY (run, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict (
    run INTEGER NOT NULL,
    row INTEGER NOT NULL,
    scheme INTEGER NOT NULL,
    applies INTEGER NOT NULL CHECK (applies IN (0, 1)), -- 0: outside the scope of the scheme; all that follows is NULL
    level INTEGER,      -- NULL: cannot tell, or does not apply
    level_low INTEGER,  -- surely holds
    level_high INTEGER, -- may hold
    score REAL,         -- NULL: cannot tell, or a scheme of rules alone
    low REAL,
    high REAL,
    coverage REAL CHECK (coverage BETWEEN 0 AND 1),
    reason TEXT,        -- factor, rule or criterion that decided, also that it does not apply; NULL: none
    axis_0 REAL, axis_1 REAL, axis_2 REAL, axis_3 REAL, axis_4 REAL, axis_5 REAL, axis_6 REAL, axis_7 REAL,
    PRIMARY KEY (run, row, scheme),
    FOREIGN KEY (run, row) REFERENCES subject,
    FOREIGN KEY (run, scheme) REFERENCES run_scheme,
    CHECK (applies OR coalesce(level, level_low, level_high, score, low, high, coverage) IS NULL),
    CHECK (level_low <= level_high),
    CHECK (low <= high)
) STRICT, WITHOUT ROWID;

-- What a person put in the place of a cell of the log or of a level, and what stood there. The cells of the file, as
-- they stood in it: blank is ''.
CREATE TABLE override (
    run INTEGER NOT NULL,
    row INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0), -- among those of the row, in the order of the file
    field TEXT NOT NULL CHECK (field <> ''),     -- a column of the log, or SCHEME_level
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    who TEXT NOT NULL CHECK (who <> ''),
    decided_at TEXT NOT NULL CHECK (decided_at GLOB '[0-9][0-9][0-9][0-9]*'), -- column `when` of the file
    PRIMARY KEY (run, row, number),
    UNIQUE (run, row, field),
    FOREIGN KEY (run, row) REFERENCES subject
) STRICT, WITHOUT ROWID;

-- Only of runs that asked for it: how likely each level is while the uncertain cells take their values at random.
-- Levels that cannot come out are not here; what is left to 1 cannot be told.
CREATE TABLE probability (
    run INTEGER NOT NULL,
    row INTEGER NOT NULL,
    scheme INTEGER NOT NULL,
    level INTEGER NOT NULL,
    probability REAL NOT NULL CHECK (probability > 0 AND probability <= 1),
    PRIMARY KEY (run, row, scheme, level),
    FOREIGN KEY (run, row, scheme) REFERENCES verdict,
    FOREIGN KEY (run, scheme, level) REFERENCES run_level
) STRICT, WITHOUT ROWID;

-- Only of runs that used a network of dependencies: which, and of what year.
CREATE TABLE run_network (
    run INTEGER PRIMARY KEY REFERENCES run,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    year INTEGER NOT NULL,    -- of the data; 0: not told
    unit TEXT NOT NULL,       -- of losses
    regional TEXT NOT NULL,   -- what counts as regional: 'subregion', or groups and States
    licence TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

-- What the network says of a row: output lost over the duration. No row where it cannot tell.
CREATE TABLE impact (
    run INTEGER NOT NULL REFERENCES run_network,
    row INTEGER NOT NULL,
    direct REAL CHECK (direct >= 0), -- NULL: share or duration is not answered
    domestic_low REAL NOT NULL CHECK (domestic_low >= 0),
    domestic_high REAL CHECK (domestic_high >= domestic_low), -- NULL: nothing bounds it
    regional_low REAL NOT NULL CHECK (regional_low >= 0),
    regional_high REAL CHECK (regional_high >= regional_low),
    global_low REAL NOT NULL CHECK (global_low >= 0),
    global_high REAL CHECK (global_high >= global_low),
    states_low REAL NOT NULL CHECK (states_low >= 0),
    states_high REAL NOT NULL CHECK (states_high >= states_low),
    top TEXT, -- three nodes that lose most, with ';'
    PRIMARY KEY (run, row),
    FOREIGN KEY (run, row) REFERENCES subject
) STRICT, WITHOUT ROWID;

-- Only of runs that made campaigns: incidents that belong together, merged into one and judged as one.
CREATE TABLE run_campaigns (
    run INTEGER PRIMARY KEY REFERENCES run,
    column TEXT NOT NULL CHECK (column <> ''),                 -- that the incidents of a campaign share
    within_months INTEGER NOT NULL CHECK (within_months >= 0), -- by the calendar
    within_hours REAL NOT NULL CHECK (within_hours >= 0)       -- both 0: they belong together whatever their dates
) STRICT;

CREATE TABLE campaign_key (
    run INTEGER NOT NULL REFERENCES run_campaigns,
    key INTEGER NOT NULL CHECK (key > 0), -- in the order of the keys' first incidents, from 1
    name TEXT NOT NULL CHECK (name <> ''), -- what stands in the column
    PRIMARY KEY (run, key),
    UNIQUE (run, name)
) STRICT, WITHOUT ROWID;

-- A row that has a key. Windows of time overlap, so a row may be in several campaigns: a campaign is a stretch of the
-- places of its key, and the view campaign_member says which rows are in it.
CREATE TABLE campaign_incident (
    run INTEGER NOT NULL,
    row INTEGER NOT NULL,
    key INTEGER NOT NULL,
    place INTEGER CHECK (place > 0), -- among those of the key, from 1, in the order of the log, or of time where
                                     -- campaigns are cut by it; NULL: in no campaign, as there it needs a date
    PRIMARY KEY (run, row),
    UNIQUE (run, key, place),
    FOREIGN KEY (run, row) REFERENCES subject,
    FOREIGN KEY (run, key) REFERENCES campaign_key
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign (
    run INTEGER NOT NULL,
    campaign INTEGER NOT NULL CHECK (campaign > 0), -- from 1, in the order of their keys, then of time
    id TEXT NOT NULL,                               -- the key; where campaigns are cut by time KEY#1, KEY#2
    key INTEGER NOT NULL,
    first_place INTEGER NOT NULL CHECK (first_place > 0), -- of its incidents among those of the key
    last_place INTEGER NOT NULL,
    incidents INTEGER NOT NULL CHECK (incidents > 0),
    PRIMARY KEY (run, campaign),
    UNIQUE (run, key, first_place),
    FOREIGN KEY (run, key) REFERENCES campaign_key,
    CONSTRAINT no_incident_is_lost CHECK (incidents = last_place - first_place + 1)
) STRICT, WITHOUT ROWID;

-- Cells of the merged row, but for those of which nothing is known from any incident. A log of these cells is judged as
-- the campaign was.
CREATE TABLE campaign_fact (
    run INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    field TEXT NOT NULL CHECK (field <> ''), -- column of a log
    cell TEXT NOT NULL,                      -- as a log holds it; '': blank
    partly_told INTEGER NOT NULL CHECK (partly_told IN (0, 1)), -- 1: some of the incidents tell it and some do not
    PRIMARY KEY (run, campaign, field),
    FOREIGN KEY (run, campaign) REFERENCES campaign,
    CHECK (cell <> '' OR partly_told)
) STRICT, WITHOUT ROWID;

-- As verdict.
CREATE TABLE campaign_verdict (
    run INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    scheme INTEGER NOT NULL,
    applies INTEGER NOT NULL CHECK (applies IN (0, 1)),
    level INTEGER,
    level_low INTEGER,
    level_high INTEGER,
    score REAL,
    low REAL,
    high REAL,
    coverage REAL CHECK (coverage BETWEEN 0 AND 1),
    reason TEXT,
    axis_0 REAL, axis_1 REAL, axis_2 REAL, axis_3 REAL, axis_4 REAL, axis_5 REAL, axis_6 REAL, axis_7 REAL,
    PRIMARY KEY (run, campaign, scheme),
    FOREIGN KEY (run, campaign) REFERENCES campaign,
    FOREIGN KEY (run, scheme) REFERENCES run_scheme,
    CHECK (applies OR coalesce(level, level_low, level_high, score, low, high, coverage) IS NULL),
    CHECK (level_low <= level_high),
    CHECK (low <= high)
) STRICT, WITHOUT ROWID;

-- As probability.
CREATE TABLE campaign_probability (
    run INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    scheme INTEGER NOT NULL,
    level INTEGER NOT NULL,
    probability REAL NOT NULL CHECK (probability > 0 AND probability <= 1),
    PRIMARY KEY (run, campaign, scheme, level),
    FOREIGN KEY (run, campaign, scheme) REFERENCES campaign_verdict,
    FOREIGN KEY (run, scheme, level) REFERENCES run_level
) STRICT, WITHOUT ROWID;

-- As impact, of all incidents of a campaign together.
CREATE TABLE campaign_impact (
    run INTEGER NOT NULL REFERENCES run_network,
    campaign INTEGER NOT NULL,
    direct REAL CHECK (direct >= 0),
    domestic_low REAL NOT NULL CHECK (domestic_low >= 0),
    domestic_high REAL CHECK (domestic_high >= domestic_low),
    regional_low REAL NOT NULL CHECK (regional_low >= 0),
    regional_high REAL CHECK (regional_high >= regional_low),
    global_low REAL NOT NULL CHECK (global_low >= 0),
    global_high REAL CHECK (global_high >= global_low),
    states_low REAL NOT NULL CHECK (states_low >= 0),
    states_high REAL NOT NULL CHECK (states_high >= states_low),
    top TEXT,
    PRIMARY KEY (run, campaign),
    FOREIGN KEY (run, campaign) REFERENCES campaign
) STRICT, WITHOUT ROWID;

CREATE TABLE reject (
    run INTEGER NOT NULL REFERENCES run,
    row INTEGER NOT NULL CHECK (row > 0),
    line INTEGER NOT NULL CHECK (line > 0),
    raw_line ANY NOT NULL, -- TEXT; BLOB where it is not UTF-8 or holds a NUL byte
    PRIMARY KEY (run, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
    run INTEGER NOT NULL,
    row INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0), -- in the order in which they were found
    line INTEGER NOT NULL CHECK (line > 0),
    column INTEGER CHECK (column > 0), -- NULL: the whole row
    byte INTEGER NOT NULL CHECK (byte >= 0),
    field TEXT NOT NULL,
    code TEXT NOT NULL,
    value ANY NOT NULL, -- as raw_line
    expected TEXT NOT NULL,
    suggestion TEXT NOT NULL,
    PRIMARY KEY (run, row, number),
    FOREIGN KEY (run, row) REFERENCES reject
) STRICT, WITHOUT ROWID;

-- Only of registers of assets, judged by scheme 0 of the run: what was proposed of a row, and by which criterion.
-- Numbers that a State keeps to itself are not here.
CREATE TABLE designation (
    run INTEGER NOT NULL,
    row INTEGER NOT NULL,
    facility TEXT,           -- NULL: not known, or the scheme has none
    number TEXT,             -- its place in the law
    joint_plant TEXT,        -- 'unknown': it may be in any of its kind; NULL: in none
    parts INTEGER NOT NULL CHECK (parts > 0), -- rows of the joint plant, this one included
    proposal TEXT NOT NULL CHECK (proposal IN ('proposed', 'borderline', 'not-proposed', 'cannot-tell')),
    criterion TEXT,          -- that decided; NULL: the asset has no rule
    value_low REAL,          -- of its measure; NULL: of options, not applicable
    value_high REAL,         -- NULL: also where nothing bounds it
    threshold REAL,          -- NULL: of options, not set, or restricted
    unit TEXT,
    source TEXT,
    PRIMARY KEY (run, row),
    FOREIGN KEY (run, row) REFERENCES subject,
    CHECK (value_low <= value_high)
) STRICT, WITHOUT ROWID;

-- What might change it, were it known.
CREATE TABLE designation_missing (
    run INTEGER NOT NULL,
    row INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('fact', 'threshold')),
    PRIMARY KEY (run, row, criterion, what),
    FOREIGN KEY (run, row) REFERENCES designation
) STRICT, WITHOUT ROWID;

-- Only of registers with a network: States other than its own that a total outage reaches. Its losses are in impact.
CREATE TABLE designation_abroad (
    run INTEGER NOT NULL REFERENCES run_network,
    row INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('told', 'not-in-network', 'cannot-tell')),
    share_low REAL CHECK (share_low >= 0),  -- of the sector's national output, of the whole joint plant; NULL: n/a
    share REAL,                             -- NULL: also where it is not known
    share_high REAL CHECK (share_high <= 1),
    outage_low_h REAL NOT NULL CHECK (outage_low_h > 0),
    outage_high_h REAL NOT NULL CHECK (outage_high_h >= outage_low_h),
    states_low INTEGER,                     -- NULL: not told
    states_high INTEGER,
    regional_low INTEGER,                   -- of these, States of the region
    regional_high INTEGER,
    PRIMARY KEY (run, row),
    FOREIGN KEY (run, row) REFERENCES designation,
    CHECK (share_low <= share_high),
    CHECK ((outcome = 'told') = (states_low IS NOT NULL)),
    CHECK (states_low <= states_high),
    CHECK (regional_low <= regional_high),
    CHECK (regional_high <= states_high)
) STRICT, WITHOUT ROWID;

-- Sector codes of a subject, one row a sector: 'unknown' where it is not known.
CREATE VIEW subject_sector AS
SELECT subject.run, subject.row, coalesce(run_sector.code, 'unknown') AS sector
FROM subject
LEFT JOIN run_sector ON run_sector.run = subject.run AND subject.sectors >> run_sector.sector & 1;

-- A subject and what each scheme of the run says of it.
CREATE VIEW judged AS
SELECT verdict.run, verdict.row, subject.line, subject.id, subject.date, subject.country,
       coalesce((SELECT group_concat(run_sector.code, ';') FROM run_sector
                 WHERE run_sector.run = subject.run AND subject.sectors >> run_sector.sector & 1), 'unknown')
           AS sectors,
       subject.title, run_scheme.name AS scheme, verdict.level,
       iif(verdict.applies, coalesce(run_level.label, 'cannot-tell'), 'not-applicable') AS label, verdict.score,
       verdict.low, verdict.high, verdict.level_low, verdict.level_high, verdict.coverage, verdict.reason
FROM verdict
JOIN subject ON subject.run = verdict.run AND subject.row = verdict.row
JOIN run_scheme ON run_scheme.run = verdict.run AND run_scheme.scheme = verdict.scheme
LEFT JOIN run_level ON run_level.run = verdict.run AND run_level.scheme = verdict.scheme
                   AND run_level.level = verdict.level;

CREATE VIEW latest AS
SELECT * FROM judged WHERE run = (SELECT max(run) FROM run);

-- Values of the axes, one row an axis.
CREATE VIEW axis_value AS
SELECT verdict.run, verdict.row, run_scheme.name AS scheme, run_axis.name AS axis,
       CASE run_axis.axis WHEN 0 THEN axis_0 WHEN 1 THEN axis_1 WHEN 2 THEN axis_2 WHEN 3 THEN axis_3
                          WHEN 4 THEN axis_4 WHEN 5 THEN axis_5 WHEN 6 THEN axis_6 WHEN 7 THEN axis_7 END AS value
FROM verdict
JOIN run_scheme ON run_scheme.run = verdict.run AND run_scheme.scheme = verdict.scheme
JOIN run_axis ON run_axis.run = verdict.run AND run_axis.scheme = verdict.scheme;

-- A subject counts once in each sector that it hit.
CREATE VIEW level_by_sector AS
SELECT verdict.run, run_scheme.name AS scheme, subject_sector.sector, verdict.level,
       iif(verdict.applies, coalesce(run_level.label, 'cannot-tell'), 'not-applicable') AS label, count(*) AS subjects
FROM verdict
JOIN subject_sector ON subject_sector.run = verdict.run AND subject_sector.row = verdict.row
JOIN run_scheme ON run_scheme.run = verdict.run AND run_scheme.scheme = verdict.scheme
LEFT JOIN run_level ON run_level.run = verdict.run AND run_level.scheme = verdict.scheme
                   AND run_level.level = verdict.level
GROUP BY verdict.run, verdict.scheme, subject_sector.sector, verdict.level, verdict.applies;

CREATE VIEW level_by_country AS
SELECT run, scheme, coalesce(country, 'unknown') AS country, level, label, count(*) AS subjects
FROM judged
GROUP BY run, scheme, country, level, label;

CREATE VIEW problem_count AS
SELECT run, code, field, count(*) AS problems
FROM problem
GROUP BY run, code, field;

-- Which rows are in which campaign.
CREATE VIEW campaign_member AS
SELECT campaign.run, campaign.campaign, campaign_incident.row
FROM campaign
JOIN campaign_incident ON campaign_incident.run = campaign.run AND campaign_incident.key = campaign.key
                      AND campaign_incident.place BETWEEN campaign.first_place AND campaign.last_place;

-- A campaign and what each scheme of the run says of it.
CREATE VIEW campaign_judged AS
SELECT campaign_verdict.run, campaign_verdict.campaign, campaign.id, campaign.incidents, run_scheme.name AS scheme,
       campaign_verdict.level,
       iif(campaign_verdict.applies, coalesce(run_level.label, 'cannot-tell'), 'not-applicable') AS label,
       campaign_verdict.score, campaign_verdict.low, campaign_verdict.high, campaign_verdict.level_low,
       campaign_verdict.level_high, campaign_verdict.coverage, campaign_verdict.reason
FROM campaign_verdict
JOIN campaign ON campaign.run = campaign_verdict.run AND campaign.campaign = campaign_verdict.campaign
JOIN run_scheme ON run_scheme.run = campaign_verdict.run AND run_scheme.scheme = campaign_verdict.scheme
LEFT JOIN run_level ON run_level.run = campaign_verdict.run AND run_level.scheme = campaign_verdict.scheme
                   AND run_level.level = campaign_verdict.level;

CREATE VIEW campaign_axis_value AS
SELECT campaign_verdict.run, campaign_verdict.campaign, run_scheme.name AS scheme, run_axis.name AS axis,
       CASE run_axis.axis WHEN 0 THEN axis_0 WHEN 1 THEN axis_1 WHEN 2 THEN axis_2 WHEN 3 THEN axis_3
                          WHEN 4 THEN axis_4 WHEN 5 THEN axis_5 WHEN 6 THEN axis_6 WHEN 7 THEN axis_7 END AS value
FROM campaign_verdict
JOIN run_scheme ON run_scheme.run = campaign_verdict.run AND run_scheme.scheme = campaign_verdict.scheme
JOIN run_axis ON run_axis.run = campaign_verdict.run AND run_axis.scheme = campaign_verdict.scheme;

-- The list of a register, with the names put back.
CREATE VIEW designated AS
SELECT designation.run, designation.row, subject.line, subject.id, subject.title, subject.country,
       designation.facility, designation.number, designation.joint_plant, designation.parts, designation.proposal,
       verdict.level_low, verdict.level, verdict.level_high, designation.criterion, designation.value_low,
       designation.value_high, designation.threshold, designation.unit,
       (SELECT group_concat(criterion || ' (' || what || ')', ';') FROM designation_missing
        WHERE designation_missing.run = designation.run AND designation_missing.row = designation.row) AS missing,
       designation.source
FROM designation
JOIN subject ON subject.run = designation.run AND subject.row = designation.row
JOIN verdict ON verdict.run = designation.run AND verdict.row = designation.row AND verdict.scheme = 0;
