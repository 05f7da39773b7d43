//! Counts of instructions that were recorded, and how others compare with them.
//!
//! In: lines of `data/instructions.txt`, each a count and what it is of. Out: whether a count is better or worse. What always holds: a
//! difference that is no more than what the order of code in memory makes counts as none.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fs, io};

/// In percent: compilers place code in another way after any change.
const NOISE: f64 = 1.0;

/// Counts by group and workload.
pub struct Recorded(BTreeMap<String, u64>);

impl Recorded {
    /// What was recorded; nothing, if there is no file.
    pub fn read() -> Self {
        let text = fs::read_to_string(file()).unwrap_or_default();
        let lines = text.lines().filter_map(|line| {
            let (count, what) = line.trim_start().split_once(' ')?;
            Some((what.to_owned(), count.parse().ok()?))
        });
        Self(lines.collect())
    }

    /// How a count compares with what was recorded.
    pub fn compare(&self, group: &str, name: &str, count: u64) -> String {
        let Some(before) = self.0.get(&key(group, name)) else {
            return "not recorded".to_owned();
        };
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
        let change = (count as f64 / *before as f64 - 1.0) * 100.0;
        match change {
            _ if change.abs() <= NOISE => "as recorded".to_owned(),
            _ if change < 0.0 => format!("better: {change:.1}% of {before}"),
            _ => format!("WORSE: +{change:.1}% of {before}"),
        }
    }

    /// Takes a count instead of what was recorded.
    pub fn set(&mut self, group: &str, name: &str, count: u64) {
        self.0.insert(key(group, name), count);
    }

    /// Writes what is recorded from now on.
    pub fn write(&self) -> io::Result<()> {
        let lines = self.0.iter();
        let lines = lines.map(|(what, count)| format!("{count:>12} {what}\n"));
        fs::write(file(), lines.collect::<String>())
    }
}

fn key(group: &str, name: &str) -> String {
    format!("{group}: {name}")
}

fn file() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "benches/data/instructions.txt"]
        .iter()
        .collect()
}
