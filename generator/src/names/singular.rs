//! Singulars: what one of several things is called.
//!
//! In: a word or a compound, in any case style. Out: the same with its last word in the singular. What always holds: the
//! beginning of the text stays, and so does a word that no rule knows.

/// Endings that do not follow the rules, as whole last words: plural and singular. Equal ones have no other form.
const IRREGULAR: &[(&str, &str)] = &[
    ("aches", "ache"),
    ("aliases", "alias"),
    ("alias", "alias"),
    ("analyses", "analysis"),
    ("appendices", "appendix"),
    ("atlas", "atlas"),
    ("aws", "aws"),
    ("axes", "axis"),
    ("bias", "bias"),
    ("biases", "bias"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("canvas", "canvas"),
    ("canvases", "canvas"),
    ("chassis", "chassis"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("cors", "cors"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("debris", "debris"),
    ("diagnoses", "diagnosis"),
    ("dns", "dns"),
    ("echoes", "echo"),
    ("ellipses", "ellipsis"),
    ("emphases", "emphasis"),
    ("feet", "foot"),
    ("gas", "gas"),
    ("gases", "gas"),
    ("gps", "gps"),
    ("halves", "half"),
    ("heroes", "hero"),
    ("https", "https"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("ios", "ios"),
    ("iris", "iris"),
    ("knives", "knife"),
    ("kubernetes", "kubernetes"),
    ("leaves", "leaf"),
    ("lens", "lens"),
    ("lenses", "lens"),
    ("lives", "life"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("menus", "menu"),
    ("mms", "mms"),
    ("movies", "movie"),
    ("news", "news"),
    ("niches", "niche"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("pos", "pos"),
    ("potatoes", "potato"),
    ("quizzes", "quiz"),
    ("selfies", "selfie"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("sms", "sms"),
    ("species", "species"),
    ("sunglasses", "sunglasses"),
    ("synopses", "synopsis"),
    ("syntheses", "synthesis"),
    ("tennis", "tennis"),
    ("theses", "thesis"),
    ("this", "this"),
    ("tls", "tls"),
    ("tomatoes", "tomato"),
    ("vertices", "vertex"),
    ("vetoes", "veto"),
    ("vps", "vps"),
    ("wolves", "wolf"),
    ("women", "woman"),
    ("zombies", "zombie"),
];

/// Endings by rule, the first that fits: what goes, and what comes instead. The same text twice leaves the word alone.
const RULES: &[(&str, &str)] = &[
    ("ss", "ss"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("auses", "ause"),
    ("ouses", "ouse"),
    ("uses", "us"),
    ("us", "us"),
    ("sis", "sis"),
    ("xis", "xis"),
    ("ies", "y"),
    ("s", ""),
];

/// The text with its last word in the singular: `disputes` is `dispute`, `DisputeEntries` is `DisputeEntry`.
///
/// ```
/// use form_codegen::names::singular;
///
/// assert_eq!(singular("country_specs"), "country_spec");
/// assert_eq!(singular("statuses"), "status");
/// assert_eq!(singular("series"), "series");
/// ```
#[must_use]
pub fn singular(text: &str) -> String {
    let (start, word) = text.split_at(last_word(text));
    let lower = word.to_ascii_lowercase();
    if let Some((plural, one)) = IRREGULAR.iter().find(|(plural, _)| *plural == lower) {
        let same = plural
            .bytes()
            .zip(one.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        return with_ending(start, word, same, one.get(same..).unwrap_or_default());
    }
    // `ties` and `uses` have too few letters for the rules of `entries` and `statuses`.
    let short = word.len() <= 4 && !lower.ends_with("ss") && !lower.ends_with("us");
    let rules = if short {
        RULES.get(RULES.len() - 1..).unwrap_or_default()
    } else {
        RULES
    };
    match rules.iter().find(|(ending, instead)| {
        lower.ends_with(ending) && (lower.len() > ending.len() || ending == instead)
    }) {
        Some((ending, instead)) => {
            let same = ending
                .bytes()
                .zip(instead.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            with_ending(
                start,
                word,
                word.len() - ending.len() + same,
                instead.get(same..).unwrap_or_default(),
            )
        }
        None => text.to_owned(),
    }
}

/// Keeps `keep` bytes of the word (an ASCII ending was matched, so this is between characters) and appends an ending
/// in the word's case.
fn with_ending(start: &str, word: &str, keep: usize, ending: &str) -> String {
    let kept = word.get(..keep).unwrap_or(word);
    let shouted = word.len() > 1 && !word.contains(|char: char| char.is_ascii_lowercase());
    let ending = if shouted {
        ending.to_ascii_uppercase()
    } else {
        ending.to_owned()
    };
    format!("{start}{kept}{ending}")
}

/// Where the last word begins: behind a separator, or at a capital after a small letter or a digit.
fn last_word(text: &str) -> usize {
    let mut from = 0;
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        if !char.is_alphanumeric() {
            from = at + char.len_utf8();
        } else if char.is_uppercase() && !before.is_uppercase() {
            from = at;
        }
        before = char;
    }
    if from == text.len() { 0 } else { from }
}
