using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>What an installation replaced, kept beside each goal.</summary>
internal sealed class PreviousCopies(IFilePlatform platform, SecretDestroyer secrets)
{
    /// <summary>
    /// Keeps what lies at <paramref name="goal"/> before <paramref name="versionId"/> replaces it.
    /// </summary>
    /// <returns>The copy's path, empty when nothing was there.</returns>
    public string Keep(string goal, Guid versionId)
    {
        var copy = NameBeside(goal, versionId, PreviousNames.CopySuffix);
        var absent = NameBeside(goal, versionId, PreviousNames.AbsentSuffix);
        if (File.Exists(copy))
        {
            return copy;
        }

        if (File.Exists(absent))
        {
            return "";
        }

        if (platform.KindOf(goal) == PathKind.Missing)
        {
            platform.CreateOwnerOnly(absent).Dispose();
            return "";
        }

        // A second name keeps owner, mode and labels, and lets the old key itself be overwritten when it retires.
        if (!platform.TryLink(goal, copy))
        {
            using var staged = StagedFile.Copy(goal, copy, platform);
            staged.Place();
        }

        return copy;
    }

    /// <summary>Whether an earlier run of the same installation has kept something for this goal.</summary>
    public static bool Kept(string goal, Guid versionId) =>
        File.Exists(NameBeside(goal, versionId, PreviousNames.CopySuffix)) || File.Exists(NameBeside(goal, versionId, PreviousNames.AbsentSuffix));

    /// <summary>What an earlier run of the same installation has kept for these goals.</summary>
    public static InstallReceipt Recall(IEnumerable<string> goals, Guid versionId) => new(goals
        .Where(goal => Kept(goal, versionId))
        .ToDictionary(goal => goal, goal => NameBeside(goal, versionId, PreviousNames.CopySuffix) is var copy && File.Exists(copy) ? copy : ""));

    /// <summary>Puts the copies back; a goal where nothing was is removed. What has been put back already stays as it is.</summary>
    public void Restore(InstallReceipt receipt)
    {
        foreach (var (goal, copy) in receipt.PreviousCopies)
        {
            RefuseForeign(goal, copy);
            RefuseChanged(goal, copy, receipt.Digests.GetValueOrDefault(goal));
        }

        foreach (var (goal, copy) in receipt.PreviousCopies)
        {
            if (copy.Length == 0)
            {
                Remove(goal);
            }
            else if (File.Exists(copy))
            {
                PutBack(goal, copy);
            }

            platform.FlushFolder(Path.GetDirectoryName(goal)!);
        }
    }

    /// <summary>Overwrites and removes the copies; those of a folder that is gone went with it.</summary>
    public void Destroy(InstallReceipt receipt)
    {
        foreach (var (goal, copy) in receipt.PreviousCopies.Where(kept => Directory.Exists(Path.GetDirectoryName(kept.Key))))
        {
            RefuseForeign(goal, copy);
            if (copy.Length == 0)
            {
                Markers(goal).ForEach(File.Delete);
            }
            else
            {
                secrets.Destroy(copy);
            }

            platform.FlushFolder(Path.GetDirectoryName(goal)!);
        }
    }

    private static string NameBeside(string goal, Guid versionId, string suffix) =>
        Path.Combine(Path.GetDirectoryName(goal)!, $"{PreviousNames.Stem(Path.GetFileName(goal))}{versionId:N}{suffix}");

    // Receipts come back from the store; a copy elsewhere or of another name was never ours.
    private static void RefuseForeign(string goal, string copy)
    {
        if (copy.Length > 0 && !IsBeside(goal, copy, PreviousNames.CopySuffix))
        {
            throw FileTrouble.InstallFailed($"{copy} is not a previous copy of {goal}.", goal);
        }
    }

    // Only what was put there, or is back already, makes way for the previous content.
    private void RefuseChanged(string goal, string copy, string? installed)
    {
        var isToDo = copy.Length == 0 ? Markers(goal).Count > 0 : File.Exists(copy);
        if (isToDo && ForeignChange.IsAt(goal, platform, installed) && (copy.Length == 0 || !SameContent(goal, copy)))
        {
            throw ForeignChange.Refused(goal, "the previous content is not put over it");
        }
    }

    private static bool SameContent(string one, string other)
    {
        using var first = InstalledFile.Read(one);
        using var second = InstalledFile.Read(other);
        return first.Span.SequenceEqual(second.Span);
    }

    private static bool IsBeside(string goal, string path, string suffix) =>
        Path.GetDirectoryName(path) == Path.GetDirectoryName(goal) && PreviousNames.IsFor(Path.GetFileName(path), Path.GetFileName(goal), suffix);

    private static List<string> Markers(string goal) =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(goal)!).Where(path => IsBeside(goal, path, PreviousNames.AbsentSuffix))];

    // Only the marker tells that the file is the installation's own; without it this has been done before.
    private void Remove(string goal)
    {
        var markers = Markers(goal);
        if (markers.Count > 0)
        {
            secrets.Destroy(goal);
            markers.ForEach(File.Delete);
        }
    }

    private void PutBack(string goal, string copy)
    {
        var undone = StagedFile.NameBeside(goal);
        var kept = platform.KindOf(goal) == PathKind.File && platform.TryLink(goal, undone);
        File.Move(copy, goal, overwrite: true);
        // Renaming one name of a file onto another of the same file does nothing and leaves both.
        File.Delete(copy);
        if (kept)
        {
            secrets.Destroy(undone);
        }
    }
}
