//! What the stages work with, and the files that it is made from.

use super::prepared;
use crate::base::Diag;
use crate::lexicon::Lexicon;
use crate::mention::Forms;
use crate::ontology::Ontology;
use crate::relation::Engine;
use crate::rules::RuleSet;
use include_dir::{Dir, include_dir};
use std::path::Path;

static ONTOLOGY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology");
static LEXICON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/lexicon");
static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/rules");

/// What the stages work with: built once, shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Kit {
    /// The vocabulary.
    pub ontology: Ontology,
    /// Known names.
    pub lexicon: Lexicon,
    /// The rules.
    pub rules: RuleSet,
    /// The mention rules' matchers.
    pub forms: Forms,
    /// The relation rules' selector.
    pub engine: Engine,
}

/// The files of a kit: (name, content) pairs, sorted by name.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The vocabulary: `ontology/*.ttl`.
    pub ontology: Vec<(String, String)>,
    /// Names: `data/lexicon/*.ttl`.
    pub lexicon: Vec<(String, String)>,
    /// Rules: `data/rules/**/*.toml`.
    pub rules: Vec<(String, String)>,
}

impl Kit {
    /// The kit that is built into the program: what [`Kit::from_files`] makes of [`Files::embedded`], made by `build.rs`.
    ///
    /// # Errors
    /// When what was prepared cannot be read (a test rules that out).
    pub fn embedded() -> Result<Self, Vec<Diag>> {
        let (ontology, lexicon, rules) = prepared::all()?;
        Ok(Self::new(ontology, lexicon, rules))
    }

    /// The kit of a folder; see [`Files::read`].
    ///
    /// # Errors
    /// Every mistake of every file, or a file that cannot be read.
    pub fn load(folder: &Path) -> Result<Self, Vec<Diag>> {
        let own = Own::read(folder)?;
        let mut diags = Vec::new();
        let mut take = |d: Vec<Diag>| diags.extend(d);
        let prepared = prepared::rules()?;
        let ontology = own.ontology.map_or(Ok(prepared.0), |files| vocabulary(&files)).map_err(&mut take).unwrap_or_default();
        // Files are dropped as soon as they are read.
        let lexicon = || own.lexicon.map_or_else(prepared::lexicon, |files| Lexicon::load(&files));
        let rules = || {
            let Some(files) = own.rules else { return Ok(prepared.1) };
            let rules = RuleSet::load(&files)?;
            rules.check(&files).map(|()| rules)
        };
        let (lexicon, rules) = rayon::join(lexicon, rules);
        let lexicon = lexicon.map_err(&mut take).unwrap_or_default();
        let rules = rules.map_err(&mut take).unwrap_or_default();
        if diags.is_empty() { Ok(Self::new(ontology, lexicon, rules)) } else { Err(diags) }
    }

    /// The kit of these files.
    ///
    /// # Errors
    /// Every mistake of every file.
    pub fn from_files(files: &Files) -> Result<Self, Vec<Diag>> {
        let mut diags = Vec::new();
        let mut take = |d: Vec<Diag>| diags.extend(d);
        let ontology = vocabulary(&files.ontology).map_err(&mut take).unwrap_or_default();
        let (lexicon, rules) = rayon::join(|| Lexicon::load(&files.lexicon), || RuleSet::load(&files.rules));
        let lexicon = lexicon.map_err(&mut take).unwrap_or_default();
        let rules = rules.map_err(&mut take).unwrap_or_default();
        if !diags.is_empty() {
            return Err(diags);
        }
        Ok(Self::new(ontology, lexicon, rules))
    }

    /// A kit of checked parts; builds the matchers.
    pub fn new(ontology: Ontology, lexicon: Lexicon, rules: RuleSet) -> Self {
        let forms = Forms::new(&rules);
        let engine = Engine::new(&rules);
        Kit { ontology, lexicon, rules, forms, engine }
    }
}

/// The vocabulary of its files; shapes are for validators.
fn vocabulary(files: &[(String, String)]) -> Result<Ontology, Vec<Diag>> {
    let text: String = files.iter().filter(|f| !f.0.ends_with("shapes.ttl")).map(|f| f.1.as_str()).collect();
    Ontology::load(&text)
}

/// The parts of a kit that a folder has itself.
struct Own {
    ontology: Option<Vec<(String, String)>>,
    lexicon: Option<Vec<(String, String)>>,
    rules: Option<Vec<(String, String)>>,
}

impl Own {
    /// See [`Files::read`].
    fn read(folder: &Path) -> Result<Self, Vec<Diag>> {
        let mut diags = Vec::new();
        let mut part = |name: &str, ending: &str| {
            let found = [folder.join(name), folder.join("data").join(name)].into_iter().find(|p| p.is_dir())?;
            let mut files = Vec::new();
            walk(&found, ending, &mut files, &mut diags);
            files.sort();
            Some(files)
        };
        let own = Own { ontology: part("ontology", "ttl"), lexicon: part("lexicon", "ttl"), rules: part("rules", "toml") };
        if own.ontology.is_none() && own.lexicon.is_none() && own.rules.is_none() {
            let what = "the kit has none of the folders ontology, lexicon, rules";
            diags.push(Diag::error("kit::empty", folder.display().to_string(), what));
        }
        if diags.is_empty() { Ok(own) } else { Err(diags) }
    }
}

impl Files {
    /// The files that are built into the program.
    pub fn embedded() -> Self {
        let collect = |dir: &Dir<'_>, prefix: &str, ending: &str| {
            let mut files = Vec::new();
            walk_embedded(dir, &mut |path, content| {
                if path.ends_with(ending) {
                    files.push((format!("{prefix}/{path}"), content.to_owned()));
                }
            });
            files.sort();
            files
        };
        Files {
            ontology: collect(&ONTOLOGY, "ontology", ".ttl"),
            lexicon: collect(&LEXICON, "data/lexicon", ".ttl"),
            rules: collect(&RULES, "data/rules", ".toml"),
        }
    }

    /// The files of a folder that is laid out as this project's own: `ontology`, `data/lexicon` and
    /// `data/rules` (or `lexicon` and `rules`). A part that it does not have stays as built in.
    ///
    /// # Errors
    /// When the folder has none of the parts, or a file cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Vec<Diag>> {
        let (own, built_in) = (Own::read(folder)?, Self::embedded());
        Ok(Files {
            ontology: own.ontology.unwrap_or(built_in.ontology),
            lexicon: own.lexicon.unwrap_or(built_in.lexicon),
            rules: own.rules.unwrap_or(built_in.rules),
        })
    }
}

fn walk_embedded(dir: &Dir<'_>, see: &mut dyn FnMut(&str, &str)) {
    for file in dir.files() {
        if let (Some(path), Some(content)) = (file.path().to_str(), file.contents_utf8()) {
            see(path, content);
        }
    }
    dir.dirs().for_each(|d| walk_embedded(d, see));
}

fn walk(folder: &Path, ending: &str, files: &mut Vec<(String, String)>, diags: &mut Vec<Diag>) {
    let unreadable = |path: &Path, e| Diag::error("kit::unreadable", path.display().to_string(), format!("cannot read it: {e}"));
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => return diags.push(unreadable(folder, e)),
    };
    for path in entries.filter_map(Result::ok).map(|e| e.path()) {
        if path.is_dir() {
            walk(&path, ending, files, diags);
        } else if path.extension().is_some_and(|e| e == ending) {
            match std::fs::read_to_string(&path) {
                Ok(content) => files.push((path.display().to_string(), content)),
                Err(e) => diags.push(unreadable(&path, e)),
            }
        }
    }
}
