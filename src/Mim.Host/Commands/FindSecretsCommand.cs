using System.CommandLine;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Risk;
using Mim.Host.Hosting;

namespace Mim.Host.Commands;

/// <summary><c>mim find secrets</c>: what a pipeline of continuous integration calls.</summary>
internal static class FindSecretsCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Files and folders; the working folder when left out.", Arity = ArgumentArity.ZeroOrMore };
        var history = new Option<bool>("--history") { Description = "Also every version of every file that git repositories keep." };
        var exclude = new Option<string[]>("--exclude") { Description = "Wildcard pattern of full paths to leave out.", HelpName = "pattern" };
        var rule = new Option<string[]>("--rule") { Description = "Id of a rule to look by, wildcards allowed.", HelpName = "rule" };
        var severity = new Option<HealthSeverity>("--severity") { Description = "The least severity to tell of.", DefaultValueFactory = _ => HealthSeverity.Info };
        var format = new Option<SearchFormat>("--format") { Description = "How findings are written." };
        var output = new Option<string?>("--output") { Description = "File to write them to, instead of the output.", HelpName = "file" };
        var baseline = new Option<string?>("--baseline")
        {
            Description = "An earlier report of the same store, JSON or SARIF: secrets in it are not told again.",
            HelpName = "file",
        };
        var store = StoreOption.Create();
        var command = new Command(
            "secrets",
            "Look for secrets in the clear. Ends with 0 when there are none, 3 when there are, 1 when something could not be read, 2 when the store cannot be used.")
        {
            paths, history, exclude, rule, severity, format, output, baseline, store,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetValue(paths) is { Length: > 0 } some ? some : ["."];
            using var session = SessionOpener.Open(parsed.GetValue(store), cancellationToken);
            var search = new SecretSearch(session.Leaks)
            {
                Files = new FileScan
                {
                    Paths = [.. given.Select(FullPath.Of)],
                    Recurse = true,
                    Exclude = parsed.GetValue(exclude) ?? [],
                    IncludeHistory = parsed.GetValue(history),
                },
                Scan = new SecretScan { Rules = parsed.GetValue(rule) ?? [], MinimumSeverity = parsed.GetValue(severity) },
                Format = parsed.GetValue(format),
                Baseline = parsed.GetValue(baseline) is { } known ? FullPath.Of(known) : null,
            };
            return await search.RunAsync(
                parsed.GetValue(output) is { } file ? FullPath.Of(file) : null, parsed.InvocationConfiguration.Output, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
