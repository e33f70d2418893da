using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>Looks at the files of a target before there is anything to install: what would be refused is refused now.</summary>
internal sealed class FileLookAhead(FilePlanner planner, IFilePlatform platform)
{
    /// <exception cref="Core.MimException">
    /// <see cref="Core.MimErrorCause.LocationChanged"/>, <see cref="Core.MimErrorCause.InstallFailed"/>.
    /// </exception>
    public int Look(FileTargetSettings settings, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken)
    {
        var outline = planner.Outline(settings);
        foreach (var (goal, protection) in outline)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ForeignChange.IsAt(goal, platform, lastInstalled.GetValueOrDefault(goal)))
            {
                throw ForeignChange.Refused(goal, "is not overwritten");
            }

            StagedFile.Try(goal, protection, platform);
        }

        return outline.Count;
    }
}
