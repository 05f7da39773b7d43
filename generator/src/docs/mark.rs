//! Marks that begin and end emphasis and links: how [`flatten`](super::flatten) tells [`tree`](super::tree) of HTML's styles.
//!
//! In: nothing. Out: characters for private use. What always holds: no input has them, as [`clean`](super::clean) removes them.

use std::ops::RangeInclusive;

/// `<em>` and `</em>`.
pub(super) const EMPHASIS: [char; 2] = ['\u{e000}', '\u{e001}'];
/// `<strong>` and `</strong>`.
pub(super) const STRONG: [char; 2] = ['\u{e002}', '\u{e003}'];
/// `<del>` and `</del>`.
pub(super) const STRIKE: [char; 2] = ['\u{e004}', '\u{e005}'];
/// `<a href>`, followed by the URL in characters shifted by [`SHIFT`], and `</a>`.
pub(super) const LINK: [char; 2] = ['\u{e006}', '\u{e007}'];
/// What is added to each byte of a URL, so that Markdown sees no syntax in it.
pub(super) const SHIFT: u32 = 0xe100;
/// Every mark, shifted bytes included.
pub(super) const ALL: RangeInclusive<char> = '\u{e000}'..='\u{e1ff}';
