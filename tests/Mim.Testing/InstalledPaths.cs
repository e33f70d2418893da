using Mim.Core.Delivery;
using Mim.Testing.Doubles;

namespace Mim.Testing;

/// <summary>The files that a target writes.</summary>
public static class InstalledPaths
{
    /// <param name="target">The target.</param>
    /// <param name="store">Path of the inventory, beside which a Windows lies that is not one.</param>
    public static IEnumerable<string> Of(Target target, string store) => target.Settings is WindowsTargetSettings ? [FakeWindows.PathBeside(store)]
        : target.File is not { } file ? []
        : new[] { file.Path, file.KeyPath, file.ChainPath }.OfType<string>().Distinct(StringComparer.Ordinal);
}
