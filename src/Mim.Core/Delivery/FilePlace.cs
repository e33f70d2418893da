namespace Mim.Core.Delivery;

/// <summary>Where a path of a target leads on its machine.</summary>
/// <param name="Path">As the target has it.</param>
/// <param name="Goal">Links followed.</param>
/// <param name="Kind">What lies there.</param>
public sealed record FilePlace(string Path, string Goal, PathKind Kind)
{
    /// <summary>How the file there is open to more people than it should be, or not its owner's; null when all is well.</summary>
    public Func<FileProtection, string?> Looseness { get; init; } = _ => null;

    /// <summary>The goal, which is a file or can become one.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: something else is there, or no folder to put it in.</exception>
    public string RequireFile() => Kind switch
    {
        PathKind.Folder => throw Failed($"{Path} is a folder, not a file."),
        PathKind.Other => throw Failed($"{Path} is a device, pipe or socket, not a file."),
        PathKind.NoFolder => throw Failed($"{Path} cannot be written: there is no folder {Folder}."),
        _ => Goal,
    };

    private string Folder => Goal[..Math.Max(1, Goal.LastIndexOfAny(['/', '\\']))];

    private MimException Failed(string reason) => new(MimErrorCause.InstallFailed, reason, Path);
}
