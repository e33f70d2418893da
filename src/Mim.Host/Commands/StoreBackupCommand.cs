using System.CommandLine;
using Mim.Host.Hosting;

namespace Mim.Host.Commands;

/// <summary><c>mim store backup</c>: a consistent copy while others write.</summary>
internal static class StoreBackupCommand
{
    public static Command Create()
    {
        var store = StoreOption.Create();
        var path = new Argument<string>("path") { Description = "File to make; it must not be there yet." };
        var command = new Command("backup", "Copy the store. Keep the copy apart from the key file that opens it.") { path, store };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () => Backup(parsed.GetValue(store), FullPath.Of(parsed.GetRequiredValue(path)), parsed.InvocationConfiguration.Output, cancellationToken),
            cancellationToken));
        return command;
    }

    private static int Backup(string? store, string path, TextWriter output, CancellationToken cancellationToken)
    {
        using var session = SessionOpener.Open(store, cancellationToken);
        session.Store.Backup(path, null, cancellationToken);
        output.WriteLine($"Backed up to {path}");
        return ExitCodes.Success;
    }
}
