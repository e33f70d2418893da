namespace Mim.Core.Ports;

/// <summary>
/// Notes on this machine's Windows of changes of passwords that are under way. What Windows keeps for services and tasks can be read by
/// nobody, so without one a change that died half-way would look like one that is done. Thread-safe.
/// </summary>
public interface IWindowsChanges
{
    /// <summary>The services that are to run when the change of an account is done; null when none is under way.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>.</exception>
    IReadOnlyList<string>? Find(string account);

    /// <summary>Notes that a change is under way, in place of what was noted before.</summary>
    /// <param name="account">Without a scope.</param>
    /// <param name="services">Names of those that are to run when it is done.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>: only an administrator may.</exception>
    void Begin(string account, IReadOnlyList<string> services);

    /// <summary>Notes that it is done. None under way is no trouble.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccessDenied"/>.</exception>
    void End(string account);
}
