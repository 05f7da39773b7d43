//! Patterns of paths and of the names of events.
//!
//! In: a pattern, and a text. Out: whether it fits as a whole. What always holds: `*` stands for anything without a separator, `**` for
//! anything at all; all else stands for itself, `{` and `}` of templates included; the work is bounded by the product of both lengths.

/// Whether a text fits a pattern; `separator` is what `*` stops at.
pub fn fits(pattern: &str, text: &str, separator: char) -> bool {
    let pieces = pieces(pattern);
    let letters: Vec<char> = text.chars().collect();
    // For each number of letters, whether the pieces so far can stand for them.
    let mut reached = vec![false; letters.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    for piece in pieces {
        reached = step(piece, &letters, &reached, separator);
    }
    reached.last().copied().unwrap_or(false)
}

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// This letter.
    Letter(char),
    /// `*`.
    Within,
    /// `**`.
    Any,
}

fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        let piece = match letter {
            '*' if letters.next_if_eq(&'*').is_some() => Piece::Any,
            '*' => Piece::Within,
            letter => Piece::Letter(letter),
        };
        pieces.push(piece);
    }
    pieces
}

/// What is reached with one more piece.
fn step(piece: Piece, letters: &[char], reached: &[bool], separator: char) -> Vec<bool> {
    let mut next = vec![false; reached.len()];
    let mut open = false;
    for (at, is_reached) in reached.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let now = match piece {
            Piece::Letter(wanted) => {
                let came = at.checked_sub(1).and_then(|before| reached.get(before));
                came == Some(&true) && before == Some(&wanted)
            }
            Piece::Within => {
                open = *is_reached || open && before != Some(&separator);
                open
            }
            Piece::Any => {
                open |= *is_reached;
                open
            }
        };
        if let Some(place) = next.get_mut(at) {
            *place = now;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stays_in_its_segment() {
        for (pattern, text, expected) in [
            ("/v1/disputes", "/v1/disputes", true),
            ("/v1/disputes", "/v1/disputes/{dispute}", false),
            ("/v1/disputes/*", "/v1/disputes/{dispute}", true),
            ("/v1/disputes/*", "/v1/disputes/{dispute}/close", false),
            ("/v1/disputes/**", "/v1/disputes/{dispute}/close", true),
            ("/v1/disputes**", "/v1/disputes", true),
            (
                "/v1/*/{dispute}/close",
                "/v1/disputes/{dispute}/close",
                true,
            ),
            ("**/close", "/v1/disputes/{dispute}/close", true),
            ("*", "", true),
            ("", "", true),
            ("", "/", false),
            ("/*s", "/disputes", true),
        ] {
            assert_eq!(fits(pattern, text, '/'), expected, "{pattern} {text}");
        }
        assert!(fits("charge.dispute.*", "charge.dispute.created", '.'));
        assert!(!fits("charge.*", "charge.dispute.created", '.'));
    }
}
