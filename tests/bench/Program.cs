using System.Globalization;
using Mim.Bench;

if (args is [StreamRun.Name, var location, var count])
{
    StreamRun.Run(location, int.Parse(count, CultureInfo.InvariantCulture));
    return 0;
}

var scenarios = new Dictionary<string, Func<IEnumerable<Figure>>>
{
    ["issue"] = IssueScenario.Run,
    ["pipeline"] = PipelineScenario.Run,
    ["import-module"] = ImportScenario.Run,
    ["query"] = QueryScenario.Run,
    ["import"] = BulkImportScenario.Run,
    ["scale"] = ScaleScenario.Run,
    ["discovery"] = DiscoveryScenario.Run,
    ["shared-primes"] = SharedPrimeScenario.Run,
    ["files"] = FilesScenario.Run,
    ["leaks"] = LeaksScenario.Run,
    ["stop"] = StopScenario.Run,
    ["rotation"] = RotationScenario.Run,
    ["accounts"] = AccountScenario.Run,
    ["ssh-revocation"] = SshRevocationScenario.Run,
    ["ssh-keys"] = SshKeyScenario.Run,
    ["secrets"] = SecretsScenario.Run,
};
var chosen = args.Where(scenarios.ContainsKey).ToList();
if (chosen.Count == 0 && !args.Contains("all"))
{
    Report.Say($"Usage: Mim.Bench all | {string.Join(" | ", scenarios.Keys)} [--write <file>]");
    return 2;
}

var figures = (chosen.Count == 0 ? scenarios.Keys : (IEnumerable<string>)chosen).SelectMany(name => scenarios[name]()).ToList();
var table = Report.Table([.. figures.Where(figure => figure.Size is null)]);
List<Figure> sized = [.. figures.Where(figure => figure.Size is not null)];
table = sized.Count == 0 ? table : $"{table}\n{Report.Sizes(sized)}";
Report.Say(table);
if (Array.IndexOf(args, "--write") is >= 0 and var at && at + 1 < args.Length)
{
    Report.Write(args[at + 1], table);
}

return 0;
