using System.CommandLine;
using Mim.Composition;
using Mim.Core.Identities;
using Mim.Host.Hosting;
using Mim.Host.Output;
using Mim.Host.Tour;
using Mim.Host.Tour.Steps;
using Spectre.Console;

namespace Mim.Host.Commands;

/// <summary><c>mim tour</c>: the life of a certificate, done and proved on this machine.</summary>
internal static class TourCommand
{
    public static Command Create()
    {
        var folder = new Option<string?>("--folder") { Description = "An empty or new folder to work in, which is kept. Default: a temporary one.", HelpName = "path" };
        var keep = new Option<bool>("--keep") { Description = "Keep the temporary folder to look around in." };
        var command = new Command("tour", "See a certificate issued, delivered, rotated under load and revoked on this machine. Ends with 0 when every step held.")
        {
            folder, keep,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(folder), parsed.GetValue(keep), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? path, bool keep, TextWriter output, CancellationToken cancellationToken)
    {
        var console = Terminal.For(output);
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        using var folder = TourFolder.Create(path, keep);
        var world = new TourWorld(new TourPaths(folder.Path), new MimComposition(time));
        await using (world.ConfigureAwait(false))
        {
            console.MarkupLineInterpolated($"A tour of MimModule, with its own code, in {folder.Path}");
            if (!await new StepRunner(console, time).RunAsync(Steps(), world, cancellationToken).ConfigureAwait(false))
            {
                console.MarkupLine("[red]The tour ended here: a step did not hold.[/]");
                return ExitCodes.Failure;
            }

            console.WriteLine();
            IdentityTable.Write(console, world.Session.Identities.Find(new IdentityQuery(), cancellationToken));
            WritePlaces(console, world.Paths, folder.IsKept);
        }

        console.MarkupLineInterpolated($"[green]Every step held[/], in {time.GetElapsedTime(start).TotalSeconds:0.0} s.");
        return ExitCodes.Success;
    }

    private static ITourStep[] Steps() =>
    [
        new StoreStep(), new AuthorityStep(), new CertificateStep(), new DeliveryStep(), new ServeStep(),
        new RotationStep(), new RevocationStep(), new AuditStep(), new BackupStep(),
    ];

    private static void WritePlaces(IAnsiConsole console, TourPaths paths, bool isKept)
    {
        console.WriteLine();
        foreach (var (what, path) in paths.All)
        {
            console.WriteLine($"{what,-22}{path}");
        }

        console.WriteLine(isKept ? string.Empty : "All of it goes now; 'mim tour --keep' leaves it to look around in.");
    }
}
