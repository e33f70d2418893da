using System.Globalization;
using Mim.Core.Delivery;

namespace Mim.Ssh.Shell;

/// <summary>Owner, group and mode of a file on another host, as numbers and names.</summary>
internal sealed record HostStanding(string UserId, string GroupId, UnixFileMode Mode, string User, string Group)
{
    private const int Octal = 8;

    /// <summary>What <see cref="TargetFileScript.Look"/> says of a path.</summary>
    /// <exception cref="Core.Discovery.Ssh.MachineUnreachableException">It is something else.</exception>
    public static FilePlace Place(string path, string[] lines) => new(path, RequireGoal(lines[2]), lines[0] switch
    {
        "file" => PathKind.File,
        "folder" => PathKind.Folder,
        "other" => PathKind.Other,
        "missing" => PathKind.Missing,
        "nofolder" => PathKind.NoFolder,
        _ => throw HostShell.NotAsked(),
    })
    {
        Looseness = lines[0] == "file" ? Parse(lines[1]).LoosenessOf(path) : _ => $"{path} is missing.",
    };

    private static string RequireGoal(string goal) => goal is ['/', ..] ? goal : throw HostShell.NotAsked();

    private static HostStanding Parse(string line) =>
        line.Split(' ') is [var userId, var groupId, { Length: > 0 and < 6 } mode, var user, var group] && mode.All(digit => digit is >= '0' and < '8')
            ? new HostStanding(userId, groupId, (UnixFileMode)Convert.ToInt32(mode, Octal), user, group)
            : throw HostShell.NotAsked();

    private Func<FileProtection, string?> LoosenessOf(string path) => wanted =>
        (Mode & ~wanted.Mode) != 0
            ? string.Create(CultureInfo.InvariantCulture, $"{path} has mode {Convert.ToString((int)Mode, Octal)}, more than {Convert.ToString((int)wanted.Mode, Octal)}.")
            : wanted.Owner is { } owner && owner != User && owner != UserId ? $"{path} does not belong to {owner}."
            : wanted.Group is { } group && group != Group && group != GroupId ? $"{path} does not belong to group {group}."
            : null;
}
