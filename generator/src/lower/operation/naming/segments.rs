//! Segments: what a path is made of.
//!
//! In: a path. Out: its version and its segments. What always holds: versions, formats and what only says where the rest is, such as
//! the name of a provider, are no segments.

/// A piece of a path.
#[derive(Clone, Copy, Debug)]
pub enum Segment<'d> {
    /// Text.
    Fixed(&'d str),
    /// A parameter, by its name.
    Parameter(&'d str),
}

/// A path without the names of its parameters.
pub type Pattern<'d> = Vec<Option<&'d str>>;

/// The path without the names of its parameters.
pub fn shape<'d>(segments: &[Segment<'d>]) -> Pattern<'d> {
    segments.iter().map(fixed).collect()
}

/// The text, if it is no parameter.
pub fn fixed<'d>(segment: &Segment<'d>) -> Option<&'d str> {
    match segment {
        Segment::Fixed(text) => Some(text),
        Segment::Parameter(_) => None,
    }
}

/// The version and the segments of a path. What stands up to a name with a dot, such as that of a provider, only says
/// where the rest is; a fixed query and a fragment tell operations apart, and so name them.
pub fn segments(template: &str) -> (Option<&str>, Vec<Segment<'_>>) {
    let (path, behind) = template.split_at(template.find(['?', '#']).unwrap_or(template.len()));
    let mut version = None;
    let mut segments = Vec::new();
    let pieces: Vec<&str> = path.split('/').filter(|piece| !piece.is_empty()).collect();
    for (index, piece) in pieces.iter().enumerate() {
        let is_last = index + 1 == pieces.len();
        if is_version(piece) && !(is_last && segments.is_empty()) {
            if *piece != "api" {
                version = Some(*piece);
            }
            continue;
        }
        if !is_last && piece.contains('.') && !piece.contains('{') && !ends_in_format(piece) {
            segments.clear();
            continue;
        }
        split_piece(piece, &mut segments);
    }
    for pair in behind.split(['?', '#', '&']) {
        let value = pair.split_once('=').map_or(pair, |(_, value)| value);
        if !value.contains('{') && value.contains(|char: char| char.is_ascii_alphabetic()) {
            segments.extend(
                value
                    .split('.')
                    .filter(|part| !part.is_empty())
                    .map(Segment::Fixed),
            );
        }
    }
    (version, segments)
}

fn ends_in_format(piece: &str) -> bool {
    piece.ends_with(".json") || piece.ends_with(".xml")
}

/// Reads `users`, `{id}`, `chat.postMessage`, `{id}:cancel` and `users('{id}')`.
fn split_piece<'d>(piece: &'d str, segments: &mut Vec<Segment<'d>>) {
    let piece = piece
        .strip_suffix(".json")
        .or_else(|| piece.strip_suffix(".xml"))
        .unwrap_or(piece);
    let mut rest = piece;
    while !rest.is_empty() {
        let (text, behind) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
        // `chat.postMessage`: what stands before the dot is the resource.
        let parts = text.split(['.', ':']);
        let is_word = |part: &&str| part.contains(|char: char| char.is_alphanumeric());
        segments.extend(parts.filter(is_word).map(Segment::Fixed));
        rest = match behind.split_once('}') {
            Some((name, rest)) => {
                segments.push(Segment::Parameter(name.trim_start_matches('{')));
                rest
            }
            None => "",
        };
    }
}

/// Whether a path is nothing but `resource.action`.
pub fn is_dotted(template: &str) -> bool {
    let pieces = template.split('/').filter(|piece| !piece.is_empty());
    let mut pieces = pieces.skip_while(|piece| is_version(piece));
    let Some(only) = pieces.next().filter(|_| pieces.next().is_none()) else {
        return false;
    };
    let name = only
        .strip_suffix(".json")
        .or_else(|| only.strip_suffix(".xml"))
        .unwrap_or(only);
    !name.contains('{') && name.trim_matches('.').contains('.')
}

/// `v1`, `v2.1`, `2010-04-01`, `api`.
pub fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    segment == "api"
        || number.starts_with(|first: char| first.is_ascii_digit())
            && number
                .chars()
                .all(|digit| digit.is_ascii_digit() || digit == '.' || digit == '-')
}
