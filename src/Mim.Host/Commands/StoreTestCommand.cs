using System.CommandLine;
using Mim.Host.Hosting;

namespace Mim.Host.Commands;

/// <summary><c>mim store test</c>: every check of the store, a line each.</summary>
internal static class StoreTestCommand
{
    public static Command Create()
    {
        var store = StoreOption.Create();
        var command = new Command("test", "Check integrity, references, seals and the audit chain. Ends with 1 when a check fails.") { store };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () => Test(parsed.GetValue(store), parsed.InvocationConfiguration, cancellationToken), cancellationToken));
        return command;
    }

    private static int Test(string? store, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        using var session = SessionOpener.Open(store, cancellationToken);
        foreach (var warning in session.Store.Warnings)
        {
            streams.Error.WriteLine($"mim: Warning: {warning}");
        }

        var failed = false;
        foreach (var check in session.Store.Test(cancellationToken))
        {
            failed |= !check.Passed;
            streams.Output.WriteLine($"{(check.Passed ? "passed" : "FAILED")}  {check.Check}: {check.Detail}");
        }

        return failed ? ExitCodes.Failure : ExitCodes.Success;
    }
}
