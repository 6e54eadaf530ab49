//! The loader that is pinned: a page names its sum, so nothing it runs may come from elsewhere. The modules are put into
//! it as functions, each a fresh module whenever it is called.

use anyhow::{Context, Result, bail};

/// The loader with its modules in their places.
pub(crate) fn with_modules(loader: &str, glue: &str, later: &str) -> Result<String> {
    let mut whole = loader.to_owned();
    for (place, module) in [("\"__GLUE__\"", glue), ("\"__LATER__\"", later)] {
        if whole.matches(place).count() != 1 {
            bail!("the pinned loader has {place} not once");
        }
        whole = whole.replace(place, &as_function(module)?);
    }
    Ok(whole)
}

/// A module as a function that gives what it exports.
fn as_function(module: &str) -> Result<String> {
    let (mut body, mut given) = (String::new(), Vec::new());
    for line in module.lines() {
        let Some(exported) = line.strip_prefix("export ") else {
            if line.starts_with("import ") {
                bail!("a module imports another: `{line}`");
            }
            body += &format!("{line}\n");
            continue;
        };
        if let Some(names) = exported.strip_prefix('{') {
            let names = names.split('}').next().unwrap_or_default();
            given.extend(names.split(',').map(|name| {
                let name = name.trim();
                let (inside, outside) = name.split_once(" as ").unwrap_or((name, name));
                format!("{outside}: {inside}")
            }));
        } else if let Some(value) = exported.strip_prefix("default ") {
            body += &format!("const exported = {value}\n");
            given.push("default: exported".to_owned());
        } else {
            let mut words = exported.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let name = words.nth(1).filter(|name| !name.is_empty());
            given.push(name.with_context(|| format!("what is it that `{line}` exports?"))?.to_owned());
            body += &format!("{exported}\n");
        }
    }
    Ok(format!("() => {{\n{body}return {{ {} }};\n}}", given.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{as_function, with_modules};

    #[test]
    fn a_module_becomes_a_function_that_gives_what_it_exports() {
        let module = "let a;\nexport class B {\n}\nexport function c() {\n}\nexport { d, e as default };\n\
            export const f = (g) => { a = g; };\n";
        let function = "() => {\nlet a;\nclass B {\n}\nfunction c() {\n}\nconst f = (g) => { a = g; };\n\
            return { B, c, d: d, default: e, f };\n}";
        assert_eq!(as_function(module).unwrap(), function);
        let later = as_function("export default (core) => {\n};\n").unwrap();
        assert_eq!(later, "() => {\nconst exported = (core) => {\n};\nreturn { default: exported };\n}");
    }

    #[test]
    fn a_module_that_needs_another_stops_the_build() {
        assert!(as_function("import { a } from \"./b.js\";\n").is_err());
    }

    #[test]
    fn each_module_has_one_place_in_the_loader() {
        let loader = "const GLUE = \"__GLUE__\", LATER = \"__LATER__\";";
        let whole = with_modules(loader, "export const a = 1;", "export default 2;").unwrap();
        assert!(whole.contains("const GLUE = () => {\nconst a = 1;\nreturn { a };\n}, LATER = () => {"));
        assert!(with_modules("no place", "", "").is_err());
    }
}
