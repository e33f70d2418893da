using System.CommandLine;
using Mim.Host.Hosting;

namespace Mim.Host.Commands;

/// <summary><c>mim rotate --due</c>: what a timer calls.</summary>
internal static class RotateCommand
{
    public static Command Create()
    {
        var store = StoreOption.Create();
        var due = new Option<bool>("--due")
        {
            Description = "Rotate what its policy says is due, go on with what was left unfinished, retire versions whose overlap has ended.",
        };
        var command = new Command("rotate", "Rotate identities. Ends with 0 when all went well, 1 when something failed, 2 when the store cannot be used.")
        {
            due, store,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(due))
            {
                result.AddError("Say --due.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = SessionOpener.Open(parsed.GetValue(store), cancellationToken);
            return await new DueRotation(session, parsed.InvocationConfiguration.Output).RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
