//! A page as plain data.
//!
//! In: what `content` has to say. Out: data to print. What always holds: every text is Markdown, of which no printer takes HTML; anchors are
//! unique on their page.

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferencePage {
    /// Its path in the folder, without what it ends in: `operations/disputes/update`.
    pub path: String,
    /// What it is about.
    pub kind: PageKind,
    /// Its name, as plain text.
    pub title: String,
    /// What it says in a sentence.
    pub summary: String,
    /// The group that navigation shows it in, such as the resource; empty, if it stands for itself.
    pub group: String,
    /// What it says.
    pub sections: Vec<Section>,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The first page.
    Start,
    /// Links to all pages of a kind.
    List,
    /// What holds for all operations.
    Topic,
    /// An operation.
    Operation,
    /// An object.
    Object,
    /// Values of an enum.
    Values,
    /// An event.
    Event,
}

/// A part of a page, with a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its anchor.
    pub anchor: String,
    /// Its heading; none, for what stands first.
    pub title: String,
    /// What it says.
    pub blocks: Vec<PageBlock>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum PageBlock {
    /// Markdown.
    Text(Vec<String>),
    /// Code.
    Code {
        /// What it is, for people: `curl`.
        title: String,
        /// The language: `sh`, `rust`, `json`.
        language: &'static str,
        /// The code.
        code: String,
    },
    /// Parameters, members or headers.
    Rows(Vec<PageRow>),
    /// Other pages.
    Links(Vec<Link>),
    /// A table: the first row is its head. Cells are Markdown.
    Table(Vec<Vec<String>>),
}

/// A parameter or a member.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageRow {
    /// What it is called on the wire, in full: `evidence[receipt]`.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// What its value is, in words, as Markdown.
    pub kind: String,
    /// The page that says more of what its value is.
    pub link: Option<Link>,
    /// What is said in a word.
    pub marks: Vec<RowMark>,
    /// What it means.
    pub text: Vec<String>,
    /// What its value may be, and what happens otherwise.
    pub facts: Vec<String>,
    /// The values of an enum, with what they mean.
    pub values: Vec<(String, Vec<String>)>,
    /// What is in it.
    pub children: Vec<PageRow>,
}

/// What is said of a parameter or a member in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowMark {
    /// It must be given.
    Required,
    /// It may be null.
    Nullable,
    /// It can be cleared.
    Clearable,
    /// It becomes an object on demand.
    Expandable,
    /// It is still there for old programs.
    Deprecated,
}

impl RowMark {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Nullable => "may be null",
            Self::Clearable => "can be cleared",
            Self::Expandable => "expandable",
            Self::Deprecated => "deprecated",
        }
    }
}

/// A way to another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The path of the page.
    pub path: String,
    /// What stands there, as Markdown.
    pub text: String,
    /// What is said beside it, as Markdown.
    pub about: String,
}

impl Link {
    /// A way to a page.
    #[must_use]
    pub fn to(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            about: String::new(),
        }
    }

    /// The same, with something said beside it.
    #[must_use]
    pub fn about(self, about: impl Into<String>) -> Self {
        Self {
            about: about.into(),
            ..self
        }
    }
}

impl ReferencePage {
    /// The page without what it says.
    pub fn head(&self) -> Self {
        Self {
            sections: Vec::new(),
            path: self.path.clone(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            group: self.group.clone(),
            kind: self.kind,
        }
    }

    /// Adds a section, unless it says nothing.
    pub fn add(&mut self, anchor: &str, title: &str, blocks: Vec<PageBlock>) {
        if !blocks.is_empty() {
            self.sections.push(Section {
                anchor: anchor.to_owned(),
                title: title.to_owned(),
                blocks,
            });
        }
    }

    /// All rows of the page, the inner ones behind those that they are in.
    pub fn rows(&self) -> Vec<&PageRow> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let rows = blocks.filter_map(|block| match block {
            PageBlock::Rows(rows) => Some(rows),
            PageBlock::Text(_)
            | PageBlock::Code { .. }
            | PageBlock::Links(_)
            | PageBlock::Table(_) => None,
        });
        let mut left: Vec<&PageRow> = rows.flatten().collect();
        left.reverse();
        let mut all = Vec::new();
        while let Some(row) = left.pop() {
            all.push(row);
            left.extend(row.children.iter().rev());
        }
        all
    }
}
