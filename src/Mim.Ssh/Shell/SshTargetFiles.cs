using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>The files of targets on another host, and what they replaced, by its POSIX shell.</summary>
/// <param name="shell">Of the host.</param>
internal sealed class SshTargetFiles(HostShell shell) : ITargetFiles, IPreviousFiles
{
    public Task<IReadOnlyList<FilePlace>> LookAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) => GuardedAsync(paths[0], async () =>
    {
        const int linesEach = 3;
        var lines = await shell.AskAsync(TargetFileScript.Look, paths, linesEach * paths.Count, cancellationToken).ConfigureAwait(false);
        return (IReadOnlyList<FilePlace>)[.. paths.Zip(lines.Chunk(linesEach), HostStanding.Place)];
    });

    public Task TryAsync(FilePlan outline, CancellationToken cancellationToken) => GuardedAsync(outline.Files[0].Goal, () => shell.AskAsync(
        TargetFileScript.Install,
        [TargetFileScript.OnlyTry, .. outline.Files.SelectMany(file => Arguments(file, Digest(file), outline.LastInstalled))],
        lines: 0,
        cancellationToken));

    public Task<InstallReceipt> InstallAsync(FilePlan plan, CancellationToken cancellationToken) => GuardedAsync(plan.Files[0].Goal, async () =>
    {
        var files = plan.Files.Select(file => (file, Digest: Digest(file))).ToList();
        IEnumerable<string> arguments = [$"{plan.VersionId:N}", .. files.SelectMany(one => Arguments(one.file, one.Digest, plan.LastInstalled))];
        var running = await shell.OpenAsync(TargetFileScript.Install, arguments, cancellationToken).ConfigureAwait(false);
        await using var closing = running.ConfigureAwait(false);
        foreach (var file in plan.Files)
        {
            await HostShell.SendAsync(running.Input, file.Content, cancellationToken).ConfigureAwait(false);
        }

        var reader = HostShell.Reader(running, TargetFileScript.Install);
        if (await reader.LineAsync(cancellationToken).ConfigureAwait(false) != TargetFileScript.Ready)
        {
            throw HostShell.NotAsked();
        }

        // From here on it ends there, so it is waited for.
        using var go = KeyMaterial.CopyOf(Encoding.ASCII.GetBytes($"{TargetFileScript.Go}\n"));
        await HostShell.SendAsync(running.Input, go, CancellationToken.None).ConfigureAwait(false);
        var kept = await HostShell.AnswerAsync(reader, plan.Files.Count, CancellationToken.None).ConfigureAwait(false);
        return Receipt(plan.Files.Select(file => file.Goal), kept, plan.VersionId) with
        {
            Digests = files.ToDictionary(one => one.file.Goal, one => one.Digest, StringComparer.Ordinal),
        };
    });

    public async Task<InstallReceipt> RecallAsync(IReadOnlyList<string> paths, Guid versionId, CancellationToken cancellationToken)
    {
        var places = await LookAsync(paths, cancellationToken).ConfigureAwait(false);
        string[] goals = [.. places.Where(place => place.Kind != PathKind.NoFolder).Select(place => place.Goal).Distinct(StringComparer.Ordinal)];
        return await GuardedAsync(paths[0], async () =>
        {
            string[] arguments = [$"{versionId:N}", .. goals.SelectMany(goal => new[] { goal, Beside(goal) })];
            var kept = await shell.AskAsync(TargetFileScript.Recall, arguments, goals.Length, cancellationToken).ConfigureAwait(false);
            return Receipt(goals, kept, versionId);
        }).ConfigureAwait(false);
    }

    public Task TakeBackAsync(InstallReceipt receipt, CancellationToken cancellationToken) => UndoAsync(TargetFileScript.TakeBack, receipt, cancellationToken);

    public Task RetireAsync(InstallReceipt receipt, CancellationToken cancellationToken) => UndoAsync(TargetFileScript.Retire, receipt, cancellationToken);

    private Task UndoAsync(HostScript script, InstallReceipt receipt, CancellationToken cancellationToken)
    {
        foreach (var (goal, copy) in receipt.PreviousCopies)
        {
            // Receipts come back from the store; a copy elsewhere or of another name was never ours.
            if (copy.Length > 0 && !(Folder(copy) == Folder(goal) && PreviousNames.IsFor(Name(copy), Name(goal), PreviousNames.CopySuffix)))
            {
                throw Failed(goal, $"{copy} is not a previous copy of {goal}.");
            }
        }

        return receipt.PreviousCopies.Count == 0 ? Task.CompletedTask : GuardedAsync(receipt.PreviousCopies.Keys.First(), () => shell.AskAsync(
            script,
            [
                .. receipt.PreviousCopies.SelectMany(kept => (string[])
                    [kept.Key, Beside(kept.Key), OwnWord(), kept.Value, receipt.Digests.GetValueOrDefault(kept.Key) ?? ""]),
            ],
            lines: 0,
            cancellationToken));
    }

    private static IEnumerable<string> Arguments(PlannedFile file, string digest, IReadOnlyDictionary<string, string> lastInstalled) =>
    [
        file.Goal, Beside(file.Goal), OwnWord(), file.Content.Length.ToString(CultureInfo.InvariantCulture), digest,
        lastInstalled.GetValueOrDefault(file.Goal) ?? "", file.Protection.Owner ?? "", file.Protection.Group ?? "",
        Convert.ToString((int)file.Protection.Mode, 8),
    ];

    private static InstallReceipt Receipt(IEnumerable<string> goals, IReadOnlyList<string> kept, Guid versionId) => new(goals.Zip(kept)
        .Where(one => one.Second != TargetFileScript.InPlace)
        .ToDictionary(
            one => one.First,
            one => one.Second switch
            {
                TargetFileScript.KeptCopy => $"{Beside(one.First)}{versionId:N}{PreviousNames.CopySuffix}",
                TargetFileScript.KeptNothing => "",
                _ => throw HostShell.NotAsked(),
            },
            StringComparer.Ordinal));

    private static string Digest(PlannedFile file) => Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));

    private static string OwnWord() => $"{Guid.NewGuid():N}";

    private static string Folder(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Beside(string goal) => Folder(goal) + PreviousNames.Stem(Name(goal));

    private async Task<T> GuardedAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (MachineUnreachableException exception) when (exception.Message.StartsWith(TargetFileScript.Foreign, StringComparison.Ordinal))
        {
            var goal = exception.Message[TargetFileScript.Foreign.Length..];
            throw new MimException(
                MimErrorCause.LocationChanged,
                $"{goal} on {shell.Host} was changed by somebody else since it was installed, and is left as it is. Put it right, or take the file over with -Force.",
                goal);
        }
        catch (MachineUnreachableException exception)
        {
            throw Failed(path, exception.Message);
        }
    }

    private MimException Failed(string path, string reason) => new(MimErrorCause.InstallFailed, $"{path} on {shell.Host}: {reason}", path);
}
