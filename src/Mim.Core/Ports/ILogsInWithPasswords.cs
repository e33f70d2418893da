using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Ports;

/// <summary>
/// A transport that logs in with an <see cref="SshPasswordCredential"/> too; any other refuses one as <see cref="MimErrorCause.Unsupported"/>.
/// A password that is wrong is trouble, of status <see cref="Discovery.FindingStatus.AccessDenied"/>.
/// </summary>
public interface ILogsInWithPasswords : ISshTransport;
