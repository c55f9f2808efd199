//! Floor 3: rule files as written → checked, compiled rules.
