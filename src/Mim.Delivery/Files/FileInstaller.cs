using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>
/// Puts all files of a plan in place, or none: everything is written and flushed under temporary names first, then the old
/// content is kept, then the names change as close together as they can.
/// </summary>
internal sealed class FileInstaller(IFilePlatform platform, SecretDestroyer secrets, PreviousCopies previous)
{
    public InstallReceipt Install(FilePlan plan, CancellationToken cancellationToken)
    {
        RefuseForeign(plan);
        SweepDead(plan);
        var staged = new List<StagedFile>();
        try
        {
            foreach (var file in plan.Files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                staged.Add(StagedFile.Write(file, platform));
            }

            cancellationToken.ThrowIfCancellationRequested();
            return Swap(plan, staged);
        }
        finally
        {
            staged.ForEach(file => file.Dispose());
        }
    }

    private InstallReceipt Swap(FilePlan plan, List<StagedFile> staged)
    {
        var copies = new Dictionary<string, string>(StringComparer.Ordinal);
        var receipt = new InstallReceipt(copies)
        {
            Digests = plan.Files.ToDictionary(file => file.Goal, file => ForeignChange.Digest(file.Content.Span), StringComparer.Ordinal),
        };
        var begun = plan.Files.Where(file => PreviousCopies.Kept(file.Goal, plan.VersionId)).ToHashSet();
        var held = new List<HeldContent>();
        try
        {
            foreach (var file in plan.Files.Where(file => !IsInPlace(file, plan.VersionId)))
            {
                if (begun.Contains(file))
                {
                    held.Add(HeldContent.Of(file.Goal, platform, secrets));
                }

                copies[file.Goal] = previous.Keep(file.Goal, plan.VersionId);
            }

            Flush(plan);
            staged.ForEach(file => file.Place());
            Flush(plan);
            return receipt;
        }
        catch
        {
            // Where an earlier run of the same version kept a copy, that is of the version before: this one goes back no further
            // than to what it found.
            begun.ToList().ForEach(file => copies.Remove(file.Goal));
            previous.Restore(receipt);
            held.ForEach(content => content.PutBack());
            throw;
        }
        finally
        {
            held.ForEach(content => content.Dispose());
        }
    }

    // What an unfinished run of the same version put there is its own.
    private void RefuseForeign(FilePlan plan)
    {
        var foreign = plan.Files.FirstOrDefault(file =>
            ForeignChange.IsAt(file.Goal, platform, plan.LastInstalled.GetValueOrDefault(file.Goal))
            && !PreviousCopies.Kept(file.Goal, plan.VersionId)
            && !IsInPlace(file, plan.VersionId));
        if (foreign is not null)
        {
            throw ForeignChange.Refused(foreign.Goal, "is not overwritten");
        }
    }

    // Installed before and its copies retired since: what lies there is no previous content.
    private bool IsInPlace(PlannedFile file, Guid versionId)
    {
        if (PreviousCopies.Kept(file.Goal, versionId) || platform.KindOf(file.Goal) != PathKind.File)
        {
            return false;
        }

        using var content = InstalledFile.Read(file.Goal);
        return content.Span.SequenceEqual(file.Content.Span);
    }

    private void Flush(FilePlan plan)
    {
        foreach (var folder in Folders(plan))
        {
            platform.FlushFolder(folder);
        }
    }

    /// <summary>The folders that the files lie in, each once.</summary>
    private static IEnumerable<string> Folders(FilePlan plan) =>
        plan.Files.Select(file => Path.GetDirectoryName(file.Goal)!).Distinct(StringComparer.Ordinal);

    // Whoever writes a temporary file holds it locked; one that is not locked was left by a run that died.
    private void SweepDead(FilePlan plan) => Folders(plan)
        .SelectMany(Directory.EnumerateFiles)
        .Where(path => StagedFile.IsStaged(Path.GetFileName(path)))
        .ToList()
        .ForEach(secrets.DestroyAbandoned);
}
