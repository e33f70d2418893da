using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>Looks at the files of a target before there is anything to install: what would be refused is refused now.</summary>
internal sealed class FileLookAhead(IFilePlatform platform)
{
    /// <exception cref="Core.MimException">
    /// <see cref="Core.MimErrorCause.LocationChanged"/>, <see cref="Core.MimErrorCause.InstallFailed"/>.
    /// </exception>
    public void Look(FilePlan outline, CancellationToken cancellationToken)
    {
        foreach (var file in outline.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ForeignChange.IsAt(file.Goal, platform, outline.LastInstalled.GetValueOrDefault(file.Goal)))
            {
                throw ForeignChange.Refused(file.Goal, "is not overwritten");
            }

            StagedFile.Try(file.Goal, file.Protection, platform);
        }
    }
}
