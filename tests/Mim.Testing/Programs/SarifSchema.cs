namespace Mim.Testing.Programs;

/// <summary>The schema of SARIF 2.1.0 as Microsoft publishes it for Node.js, @microsoft/jest-sarif, and ajv, which holds reports against it.</summary>
public static class SarifSchema
{
    private const string Script =
        """
        const folder = process.argv[1], from = { paths: [folder] };
        const Ajv = require(require.resolve("ajv", from));
        const judge = new Ajv({ schemaId: "auto", allErrors: true });
        judge.addMetaSchema(require(require.resolve("ajv/lib/refs/json-schema-draft-04.json", from)));
        judge.validate(require(folder + "/lib/schemas/sarif-2.1.0-rtm.5.json"), JSON.parse(require("fs").readFileSync(0, "utf8")));
        console.log((judge.errors || []).map(error => error.dataPath + " " + error.message).join("\n"));
        """;

    private static readonly Lazy<string?> _package = new(Find);

    /// <summary>Null when it is there, else the reason to skip.</summary>
    public static string? Missing => _package.Value is null ? "@microsoft/jest-sarif for Node.js is not installed" : null;

    /// <summary>What is wrong with a report; empty for nothing.</summary>
    public static string Judge(string report) => ProgramRunner.RunWithInput("node", report, "-e", Script, "--", _package.Value!).Succeeded().Output.Trim();

    private static string? Find()
    {
        if (ProgramFinder.Missing("node", "npm") is not null)
        {
            return null;
        }

        var root = ProgramRunner.Run("npm", "root", "--global");
        var package = Path.Combine(root.Output.Trim(), "@microsoft", "jest-sarif");
        return root.ExitCode == 0 && Directory.Exists(package) ? package : null;
    }
}
