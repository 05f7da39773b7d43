//! Which resource each operation belongs to.
//!
//! In: the operations with their tags and paths. Out: a [`OperationGroup`] for each. What always holds: tags are taken where they
//! divide the operations into more than one group and fewer than the paths do; two versions of one path are never in one
//! resource.

use std::collections::{BTreeMap, BTreeSet};

use super::ToName;
use super::paths::{PathName, Paths};
use super::tags;
use crate::names;

/// A resource, by the words of its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperationGroup {
    /// The words of its name.
    pub words: Vec<String>,
    /// Whether a tag says so: the path may then say more than the name.
    pub is_tag: bool,
    /// The words by which ids know it: of the tag or of the path, each in the singular.
    pub nouns: Vec<String>,
}

impl OperationGroup {
    /// The name with all that the path says before it; that of a tag says all.
    pub fn in_full(&self, path: &PathName) -> String {
        let own = || self.words.join(" ");
        if self.is_tag {
            return own();
        }
        let Some((last, before)) = path.container.split_last() else {
            return own();
        };
        let before = before.iter().flat_map(|segment| names::words(segment));
        let before = before.map(|word| names::singular(&word));
        let whole: Vec<String> = before.chain(names::words(last)).collect();
        match whole.ends_with(&self.words) {
            true => whole.join(" "),
            false => own(),
        }
    }
}

/// The operations, divided by resource.
#[derive(Debug)]
pub struct Division {
    /// The resource of each operation, in their order.
    pub resources: Vec<OperationGroup>,
}

impl Division {
    /// Divides the operations.
    pub fn of(operations: &[ToName<'_>], paths: &Paths) -> Self {
        let tagged = tags::names(operations, paths);
        let of_path = |path: &PathName| OperationGroup {
            nouns: path_nouns(path),
            words: path.resource.clone(),
            is_tag: false,
        };
        let mut resources: Vec<OperationGroup> = match tagged {
            Some(names) => names
                .into_iter()
                .zip(&paths.all)
                .map(|(words, path)| match words {
                    Some(words) => OperationGroup {
                        nouns: singulars(&words),
                        words,
                        is_tag: true,
                    },
                    None => of_path(path),
                })
                .collect(),
            None => paths.all.iter().map(of_path).collect(),
        };
        part_versions(&mut resources, operations, paths);
        Self { resources }
    }
}

/// The words of all segments, also of those that the resource's name leaves out.
fn path_nouns(path: &PathName) -> Vec<String> {
    let segments = path.container.iter();
    let words: Vec<String> = segments.flat_map(|segment| names::words(segment)).collect();
    singulars(&words)
}

/// The words, each in the singular.
pub fn singulars(words: &[String]) -> Vec<String> {
    words.iter().map(|word| names::singular(word)).collect()
}

/// Where a resource has one operation in two versions, all but one of these are resources of their own: what has no version, or
/// the latest, keeps the name.
fn part_versions(resources: &mut [OperationGroup], operations: &[ToName<'_>], paths: &Paths) {
    let mut versions: BTreeMap<&[String], BTreeSet<Option<&str>>> = BTreeMap::new();
    let mut places: BTreeMap<_, BTreeSet<Option<&str>>> = BTreeMap::new();
    let place = |index: usize| {
        let (operation, path) = (operations.get(index)?, paths.all.get(index)?);
        let what = (
            operation.endpoint.method,
            &path.container,
            &path.action,
            path.one,
        );
        Some((what, path.version.as_deref()))
    };
    for (index, resource) in resources.iter().enumerate() {
        if let Some((what, version)) = place(index) {
            versions.entry(&resource.words).or_default().insert(version);
            let same = places.entry((&resource.words, what)).or_default();
            same.insert(version);
        }
    }
    let parted: BTreeSet<Vec<String>> = places
        .iter()
        .filter(|(_, versions)| versions.len() > 1)
        .map(|((words, _), _)| words.to_vec())
        .collect();
    let kept: BTreeMap<Vec<String>, Option<String>> = versions
        .iter()
        .filter(|(words, _)| parted.contains(**words))
        .map(|(words, versions)| (words.to_vec(), kept_version(versions)))
        .collect();
    for (resource, path) in resources.iter_mut().zip(&paths.all) {
        let Some(kept) = kept.get(&resource.words) else {
            continue;
        };
        if let Some(version) = path
            .version
            .as_deref()
            .filter(|it| Some(*it) != kept.as_deref())
        {
            resource.words.extend(names::words(version));
        }
    }
}

/// The version whose operations keep the resource's name.
fn kept_version(versions: &BTreeSet<Option<&str>>) -> Option<String> {
    if versions.contains(&None) {
        return None;
    }
    let number = |version: &&str| -> Vec<u64> {
        let numbers = version.split(|char: char| !char.is_ascii_digit());
        numbers.filter_map(|number| number.parse().ok()).collect()
    };
    let latest = versions.iter().flatten().copied().max_by_key(number);
    latest.map(str::to_owned)
}
