using System.Globalization;

namespace Mim.Core.Delivery;

/// <summary>What a file target may say. Pure.</summary>
internal static class TargetRules
{
    private const int AllBits = 0x1FF;

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the setting.</exception>
    public static void Enforce(NewTarget wanted)
    {
        var file = wanted.File;
        foreach (var path in Paths(file))
        {
            Require(Path.IsPathFullyQualified(path), path, $"'{path}' must be a full path");
        }

        Require(file.Mode is null or (>= 0 and <= AllBits), file.Path, $"mode {Convert.ToString(file.Mode ?? 0, 8)} must lie between 000 and 777");
        Require(file.Layout == FileLayout.Pem || file is { KeyPath: null, ChainPath: null }, file.Path, "a PFX target has one file: no key path, no chain path");
        Require(file.Layout == FileLayout.Pfx || wanted.Password is null, file.Path, "only a PFX target has a password");
        Require(file.ChainPath is null || (file.ChainPath != file.Path && file.ChainPath != file.KeyPath), file.ChainPath, "the chain needs a file of its own");
    }

    /// <summary>Two identities cannot have one file: each rotation of one would take the other's place.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the other identity.</exception>
    public static void RequireFree(NewTarget wanted, IEnumerable<Target> targets)
    {
        var paths = Paths(wanted.File).ToHashSet(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var other in targets.Where(target => target.IdentityId != wanted.IdentityId))
        {
            var taken = Paths(other.File).FirstOrDefault(paths.Contains);
            Require(taken is null, taken, $"'{taken}' belongs to a target of '{other.Identity}' already");
        }
    }

    private static IEnumerable<string> Paths(FileTargetSettings file) => new[] { file.Path, file.KeyPath, file.ChainPath }.OfType<string>();

    private static void Require(bool holds, string? subject, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidArgument, string.Create(CultureInfo.InvariantCulture, $"The target is not valid: {rule}."), subject);
        }
    }
}
