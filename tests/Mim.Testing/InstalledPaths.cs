using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Testing.Doubles;

namespace Mim.Testing;

/// <summary>The files that a target writes.</summary>
public static class InstalledPaths
{
    /// <param name="target">The target.</param>
    /// <param name="store">Path of the inventory, beside which a Windows lies that is not one.</param>
    public static IEnumerable<string> Of(Target target, string store) => target.Settings switch
    {
        WindowsTargetSettings or AccountSettings { System: AccountSystem.Windows } => [FakeWindows.PathBeside(store)],
        SshServerSettings ssh => [ssh.Path],
        _ when target.File is { } file =>
            new[] { file.Path, file.KeyPath, file.ChainPath }.OfType<string>().Distinct(StringComparer.Ordinal),
        _ => [],
    };
}
