using System.CommandLine;
using System.CommandLine.Parsing;
using Mim.Core;
using Mim.Core.Identities;
using Mim.Host.Hosting;
using Mim.Host.Output;

namespace Mim.Host.Commands;

/// <summary><c>mim list</c>: identities as a table.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var store = StoreOption.Create();
        var expiring = new Option<TimeSpan?>("--expiring")
        {
            Description = "Only those that end within this span: 30d, 12h, 90m; a bare number means days.",
            HelpName = "span",
            CustomParser = ReadSpan,
        };
        var command = new Command("list", "Show identities.") { store, expiring };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () => List(parsed.GetValue(store), parsed.GetValue(expiring), parsed.InvocationConfiguration.Output, cancellationToken), cancellationToken));
        return command;
    }

    private static int List(string? store, TimeSpan? expiring, TextWriter output, CancellationToken cancellationToken)
    {
        using var session = SessionOpener.Open(store, cancellationToken);
        var now = session.Time.GetUtcNow();
        var query = expiring is { } span
            ? new IdentityQuery { ExpiringAfter = now, ExpiringBefore = now + span, Order = IdentityOrder.NotAfter }
            : new IdentityQuery();
        var count = IdentityTable.Write(Terminal.For(output), session.Identities.Find(query, cancellationToken));
        if (count == 0)
        {
            output.WriteLine(expiring is null ? "The store holds no identities." : "Nothing ends within that span.");
        }

        return ExitCodes.Success;
    }

    private static TimeSpan? ReadSpan(ArgumentResult argument)
    {
        var text = argument.Tokens[^1].Value;
        if (SpanText.TryParse(text, out var span))
        {
            return span;
        }

        argument.AddError($"'{text}' is not a span such as 30d, 12h or 90m.");
        return null;
    }
}
