using Mim.Core.Delivery;

namespace Mim.Testing;

/// <summary>The files that a target writes.</summary>
public static class InstalledPaths
{
    public static IEnumerable<string> Of(Target target) => target.File is not { } file
        ? []
        : new[] { file.Path, file.KeyPath, file.ChainPath }.OfType<string>().Distinct(StringComparer.Ordinal);
}
