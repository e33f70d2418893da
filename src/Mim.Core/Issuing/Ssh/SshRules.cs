using Mim.Core.Policies;

namespace Mim.Core.Issuing.Ssh;

/// <summary>What holds for all identities of SSH that are made here. Pure.</summary>
internal static class SshRules
{
    private const int LongestComment = 1024;
    private static readonly TimeSpan _shortestLifetime = TimeSpan.FromMinutes(2);

    /// <summary>The comment, or the name where there is none: on one line, as it stands in files that are read by lines.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>.</exception>
    public static string Comment(string? comment, string name)
    {
        var text = comment?.Trim() ?? name;
        return text.Length <= LongestComment && !text.Any(char.IsControl)
            ? text
            : throw new MimException(
                MimErrorCause.InvalidArgument,
                $"The comment of '{name}' must be on one line of at most {LongestComment} characters, none of them control characters.",
                name);
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>.</exception>
    public static void RequireLifetime(TimeSpan? lifetime, string name)
    {
        if (lifetime <= _shortestLifetime)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"A lifetime of {lifetime} for '{name}' is too short: more than two minutes are needed.", name);
        }
    }

    /// <summary>What was asked for when the version before was made, cut to what the tier allows today; the default when nothing was.</summary>
    public static TimeSpan LifetimeAgain(TimeSpan? asked, IdentityPolicy policy) =>
        asked is { } lifetime && lifetime < policy.MaximumLifetime ? lifetime
        : asked is null ? policy.DefaultLifetime
        : policy.MaximumLifetime;
}
