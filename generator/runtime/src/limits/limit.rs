//! What a limit is, and what breaks it.
//!
//! In: a limit of the document, or a size. Out: the words for it.

use std::fmt;

use super::measure::Number;

/// A limit that a request breaks.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Limit {
    /// The fewest characters (Unicode scalar values).
    MinLength(u64),
    /// The most characters (Unicode scalar values).
    MaxLength(u64),
    /// The most characters (Unicode scalar values) of several fields together.
    MaxTotalLength(u64),
    /// The fewest elements.
    MinItems(u64),
    /// The most elements.
    MaxItems(u64),
    /// The fewest characters (Unicode scalar values) of the key of an entry.
    MinKeyLength(u64),
    /// The most characters (Unicode scalar values) of the key of an entry.
    MaxKeyLength(u64),
    /// The smallest number.
    Minimum(f64),
    /// The number that the value has to be greater than.
    ExclusiveMinimum(f64),
    /// The greatest number.
    Maximum(f64),
    /// The number that the value has to be less than.
    ExclusiveMaximum(f64),
    /// A value has to say something: the API takes an empty one as none, or as the wish to clear.
    Empty,
    /// A path parameter has to be there and to survive the URL parsers that resolve `.` and `..`, encoded or not.
    PathSegment,
    /// The name or value of a header has to be one (RFC 9110, section 5).
    Header,
    /// The name of a file has to be one that any system takes, and shows as it is.
    FileName,
    /// The content type of a file has to be a media type (RFC 9110, section 8.3.1).
    ContentType,
    /// The content type of a file has to be one of these, or in such a range.
    ContentTypes(&'static [&'static str]),
    /// A key stands in a header where the body is multipart.
    PartName,
    /// The address has to be a URI (RFC 3986) of at most 65,534 bytes.
    Address,
    /// The link to the next page has to lead to the server that gave it.
    NextLink,
    /// The value has to be one that JSON can hold.
    Json,
    /// An entry is unset by asking for it, not by setting it to nothing.
    EntryValue,
    /// Unsetting all entries and setting some takes two requests.
    ClearedEntries,
    /// An extra parameter has a key of names: the first one alone, each other one in brackets.
    ExtraKey,
    /// An extra parameter is none for which the request has a function, and nothing below such a one.
    ExtraTyped,
    /// An extra parameter does not stand below another one, which is a value.
    ExtraBelow,
    /// Contents that are not in memory have to be there, and to be the same as when they were given.
    Contents,
}

impl Limit {
    /// The same limit, of the key of an entry.
    pub(super) const fn of_key(self) -> Self {
        match self {
            Self::MinLength(limit) => Self::MinKeyLength(limit),
            Self::MaxLength(limit) => Self::MaxKeyLength(limit),
            other => other,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MinLength(limit) | Self::MinItems(limit) => write!(f, "at least {limit} allowed"),
            Self::MaxLength(limit) | Self::MaxItems(limit) => write!(f, "at most {limit} allowed"),
            Self::MaxTotalLength(limit) => {
                write!(f, "at most {limit} allowed in all fields together")
            }
            Self::MinKeyLength(limit) => write!(f, "at least {limit} allowed in a key"),
            Self::MaxKeyLength(limit) => write!(f, "at most {limit} allowed in a key"),
            Self::Minimum(limit) => write!(f, "at least {limit} allowed"),
            Self::ExclusiveMinimum(limit) => write!(f, "more than {limit} expected"),
            Self::Maximum(limit) => write!(f, "at most {limit} allowed"),
            Self::ExclusiveMaximum(limit) => write!(f, "less than {limit} expected"),
            Self::Empty => f.write_str(
                "an empty value would count as none, or as the wish to clear: leave it out, or clear it explicitly",
            ),
            Self::PathSegment => {
                f.write_str("an empty text, `.` and `..` cannot be part of a path")
            }
            Self::Header => f.write_str("only visible ASCII characters and spaces allowed"),
            Self::FileName => f.write_str(
                "a file name expected that is no folder, without characters that control a terminal or the direction of \
                 writing: give the upload another `file_name`",
            ),
            Self::ContentType => f.write_str(
                "a media type such as `image/png` expected, in visible ASCII characters and spaces",
            ),
            Self::ContentTypes(types) => {
                write!(f, "one of the media types {} expected", types.join(", "))
            }
            Self::PartName => f.write_str("a key without control characters expected"),
            Self::Address => f.write_str("a valid URI of at most 65534 bytes expected, of a server without `?` and `#`"),
            Self::NextLink => f.write_str(
                "the answer leads to another server, to which nothing is sent",
            ),
            Self::Json => f.write_str("cannot be written as what the API reads"),
            Self::EntryValue => {
                f.write_str("an empty value would unset the entry: unset it explicitly")
            }
            Self::ClearedEntries => {
                f.write_str("an entry is set while all are cleared: send two requests")
            }
            Self::ExtraKey => f.write_str(
                "a key such as `a[b][c]` expected, in which no name is empty or has brackets of its own",
            ),
            Self::ExtraTyped => f.write_str(
                "an extra parameter expected that the request does not know: set this one by its own function",
            ),
            Self::ExtraBelow => {
                f.write_str("an extra parameter expected that is not below another one")
            }
            Self::Contents => f.write_str(
                "a file to upload cannot be read, or changed since it was given: make a new upload of it",
            ),
        }
    }
}

/// The size that breaks a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Actual {
    /// Characters (Unicode scalar values).
    Characters(u64),
    /// Elements.
    Items(u64),
    /// Bytes.
    Bytes(u64),
    /// The number itself.
    Number(Number),
    /// None: it is not the size that is wrong.
    Unmeasured,
}

impl fmt::Display for Actual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Characters(count) => (count, "character"),
            Self::Items(count) => (count, "element"),
            Self::Bytes(count) => (count, "byte"),
            Self::Number(number) => return number.fmt(f),
            Self::Unmeasured => return f.write_str("a value of any size"),
        };
        write!(f, "{count} {unit}{}", if *count == 1 { "" } else { "s" })
    }
}
