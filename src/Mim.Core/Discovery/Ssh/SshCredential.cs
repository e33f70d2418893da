namespace Mim.Core.Discovery.Ssh;

/// <summary>
/// What the inventory holds to log in with. What is secret of it is opened for each connection and for no longer. Two are the same when
/// they are of the same versions.
/// </summary>
/// <param name="Name">Of its identity, for people.</param>
/// <param name="VersionId">Of the key or the password.</param>
public abstract record SshCredential(string Name, Guid VersionId);
