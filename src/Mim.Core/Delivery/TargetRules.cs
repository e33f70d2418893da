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
        foreach (var path in new[] { file.Path, file.KeyPath, file.ChainPath })
        {
            Require(path is null || System.IO.Path.IsPathFullyQualified(path), path, $"'{path}' must be a full path");
        }

        Require(file.Mode is null or (>= 0 and <= AllBits), file.Path, $"mode {Convert.ToString(file.Mode ?? 0, 8)} must lie between 000 and 777");
        Require(file.Layout == FileLayout.Pem || file is { KeyPath: null, ChainPath: null }, file.Path, "a PFX target has one file: no key path, no chain path");
        Require(file.Layout == FileLayout.Pfx || wanted.Password is null, file.Path, "only a PFX target has a password");
        Require(file.ChainPath is null || (file.ChainPath != file.Path && file.ChainPath != file.KeyPath), file.ChainPath, "the chain needs a file of its own");
    }

    private static void Require(bool holds, string? subject, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidArgument, string.Create(CultureInfo.InvariantCulture, $"The target is not valid: {rule}."), subject);
        }
    }
}
