//! From the place that an error names to the part of a file that shows it.
//!
//! In: a [`Place`], the files that were read and the [`Origins`] of the nodes of the document. Out: a [`Span`], and its
//! [`Location`]. What always holds: a place where nothing stands is answered with the nearest node around it.

use std::fmt;
use std::ops::Range;

use super::file::File;
use super::origins::Origins;
use super::pointer::Pointer;

/// The place a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A node of the document after its overlays: shown in whichever file it stems from.
    Document(Pointer),
    /// A node of one input file, by its index: 0 is the document, then the overlays in order, then other files that it refers to.
    File(usize, Pointer),
    /// The key of a member of the document after its overlays, rather than its value.
    Key(Pointer),
    /// A range of bytes in one input file, for what stands in no node: text that could not be read.
    Text(usize, Range<usize>),
}

impl Place {
    /// The node that it is, in the document after its overlays or in the file that it names.
    #[must_use]
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Self::Document(at) | Self::Key(at) | Self::File(_, at) => Some(at),
            Self::Text(..) => None,
        }
    }

    /// The pointer that people know it by: that of the published document.
    pub(crate) fn shown(&self, origins: &Origins) -> Option<Pointer> {
        match self {
            Self::Document(at) | Self::Key(at) => Some(origins.published(at).1),
            Self::File(..) | Self::Text(..) => self.pointer().cloned(),
        }
    }

    /// The node of the document after its overlays, if it is in one.
    #[must_use]
    pub fn in_document(&self) -> Option<&Pointer> {
        match self {
            Self::Document(at) | Self::Key(at) => Some(at),
            Self::File(..) | Self::Text(..) => None,
        }
    }
}

/// A line and a column of an input file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, by the name it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
}

impl Location {
    /// For a place in a file that was not read.
    pub(crate) fn nowhere() -> Self {
        Self {
            file: String::new(),
            line: 1,
            column: 1,
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A part of an input file: the file's index, and a range of bytes on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) file: usize,
    pub(crate) range: Range<usize>,
}

impl Span {
    /// The part to show for a place; `files` are the document, the overlays in order, then what else the document refers to.
    pub(crate) fn of(place: &Place, files: &[File], origins: &Origins) -> Self {
        let ((file, pointer), is_key) = match place {
            Place::Text(file, range) => {
                let within = |file: &File| file.boundary(range.start)..file.boundary(range.end);
                let range = files.get(*file).map_or(0..0, within);
                return Self { file: *file, range };
            }
            Place::File(file, pointer) => ((*file, pointer.clone()), false),
            Place::Document(pointer) => (origins.origin(pointer), false),
            Place::Key(pointer) => (origins.origin(pointer), true),
        };
        let range = files.get(file).map_or(0..0, |file| match is_key {
            true => file.key_of(&pointer),
            false => file.range_of(&pointer),
        });
        Self { file, range }
    }

    /// The line and the column where it begins; `None` for an unknown file.
    pub(crate) fn location(&self, files: &[File]) -> Option<Location> {
        let file = files.get(self.file)?;
        let (line, column) = file.position(self.range.start);
        Some(Location {
            file: file.name.clone(),
            line,
            column,
        })
    }
}
