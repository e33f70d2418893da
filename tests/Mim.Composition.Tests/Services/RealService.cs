using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Testing;

namespace Mim.Composition.Tests.Services;

/// <summary>A real server on loopback that serves what lies in its files.</summary>
internal abstract class RealService(TemporaryFolder folder) : IDisposable
{
    public const string Name = "host01.test";

    public abstract TargetKind Kind { get; }

    /// <summary>As the table of docs/delivery.md has it.</summary>
    public string Label => Sshd is null ? $"{Kind}" : $"{Kind}, other host";

    /// <summary>By which it is worked on as on another host; null for this machine.</summary>
    public RemoteLoopback? Sshd { get; init; }

    public abstract int Port { get; }

    public virtual StartTls StartTls => StartTls.None;

    /// <summary>Where its certificate lies, the first one before it starts.</summary>
    public virtual FileTargetSettings Files => new() { Path = In("server.crt"), KeyPath = In("server.key") };

    /// <summary>The folder that its certificates lie in; null for that of everything else.</summary>
    public string? Place { get; set; }

    /// <summary>What it is told by to use another configuration than the system's.</summary>
    public abstract string Configuration { get; }

    public virtual string? PidFile => null;

    /// <summary>A file that makes its configuration unusable when something is added to it.</summary>
    public virtual string ConfigurationFile => Configuration;

    protected TemporaryFolder Folder => folder;

    protected string In(string name) => Path.Combine(Place ?? folder.Path, name);

    public abstract void Start();

    /// <summary>Makes it load its files again.</summary>
    public abstract void Reload();

    public abstract void Dispose();
}
