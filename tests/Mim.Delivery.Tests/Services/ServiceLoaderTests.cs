using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Files;
using Mim.Delivery.Services;
using Mim.Pki.Certificates;
using Mim.Pki.Credentials;
using Mim.Testing;

namespace Mim.Delivery.Tests.Services;

/// <summary>Several targets of one service, which begin while another is worked on.</summary>
public sealed class ServiceLoaderTests : IDisposable
{
    private static readonly string[] _sites = ["one", "two", "three"];
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Nginx };
    private readonly ScriptedRunner _runner = new();
    private readonly ServiceLoader _loader;

    public ServiceLoaderTests()
    {
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings, Configuration = _fixture.Folder["nginx.conf"] };
        var files = new FileDelivery(
            TargetAdapterSet.Local(_runner), new CredentialEncoder(), new CredentialDecoder(), new CertificateReader(), _fixture.Time);
        _loader = new ServiceLoader(
            ServiceRecipes.All.Single(recipe => recipe.Kind == TargetKind.Nginx), files, new ServiceCommands(_runner), TimeProvider.System);
    }

    public void Dispose() => _fixture.Dispose();

    [UnixFact]
    public async Task Are_validated_and_reloaded_once()
    {
        var loading = await Begin();
        _runner.Go();
        await Task.WhenAll(loading);
        Assert.Equal(["-t", "reload", "-t", "reload"], _runner.Asked);
        Assert.All(_sites, site => Assert.True(File.Exists(PathOf(site))));
    }

    [UnixFact]
    public async Task The_one_that_is_refused_keeps_none_of_the_others_out()
    {
        var loading = await Begin();
        _runner.Refuses = what => what == "-t" && File.Exists(PathOf("two"));
        _runner.Go();
        var refused = await Assert.ThrowsAsync<MimException>(() => Task.WhenAll(loading));
        Assert.Equal((MimErrorCause.InstallFailed, PathOf("two")), (refused.Cause, refused.Subject));
        Assert.Equal([true, true, false, true], loading.Select(task => task.IsCompletedSuccessfully));
        Assert.Equal([true, false, true], _sites.Select(site => File.Exists(PathOf(site))));
    }

    [UnixFact]
    public async Task A_reload_that_fails_takes_all_of_them_back()
    {
        var loading = await Begin();
        _runner.Refuses = what => what == "reload" && _sites.Any(site => File.Exists(PathOf(site)));
        _runner.Go();
        await Assert.ThrowsAsync<MimException>(() => Task.WhenAll(loading));
        Assert.Equal([true, false, false, false], loading.Select(task => task.IsCompletedSuccessfully));
        Assert.All(_sites, site => Assert.False(File.Exists(PathOf(site))));
        Assert.Equal(["-t", "reload", "-t", "reload", "-t", "reload"], _runner.Asked);
    }

    [UnixFact]
    public async Task A_command_of_the_users_runs_for_each()
    {
        _fixture.Service = _fixture.Service! with { ReloadCommand = ["sh", "-c", "reload"] };
        var loading = await Begin();
        _runner.Go();
        await Task.WhenAll(loading);
        Assert.Equal(1 + _sites.Length, _runner.Asked.Count(what => what == "reload"));
    }

    [UnixFact]
    public async Task One_whose_files_cannot_be_written_keeps_none_of_the_others_out()
    {
        Directory.CreateDirectory(PathOf("two"));
        var loading = await Begin();
        _runner.Go();
        await Assert.ThrowsAsync<MimException>(() => Task.WhenAll(loading));
        Assert.Equal([true, true, false, true], loading.Select(task => task.IsCompletedSuccessfully));
        Assert.Equal(["-t", "reload", "-t", "reload"], _runner.Asked);
    }

    /// <summary>One that is held at its validation, and those that come meanwhile.</summary>
    private async Task<List<Task>> Begin()
    {
        List<Task> loading = [LoadAsync("zero", 1)];
        await _runner.Begun;
        loading.AddRange(_sites.Select((site, index) => LoadAsync(site, index + 2)));
        return loading;
    }

    private string PathOf(string site) => _fixture.Folder[$"{site}.pem"];

    private async Task LoadAsync(string site, int number)
    {
        (_fixture.TargetId, _fixture.Settings) = (Guid.NewGuid(), new FileTargetSettings { Path = PathOf(site), KeyPath = PathOf(site) });
        using var installation = _fixture.Installation(number);
        await _loader.LoadAsync(installation, CancellationToken.None);
    }

    private sealed class ScriptedRunner : ICommandRunner
    {
        private readonly TaskCompletionSource _begun = new();
        private readonly TaskCompletionSource _go = new();

        public List<string> Asked { get; } = [];

        public Func<string, bool> Refuses { get; set; } = _ => false;

        public Task Begun => _begun.Task;

        public void Go() => _go.SetResult();

        public async Task<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken)
        {
            var what = request.Arguments.Contains("-t") ? "-t" : "reload";
            Asked.Add(what);
            _begun.TrySetResult();
            await _go.Task;
            return new CommandResult(Refuses(what) ? 1 : 0, "");
        }
    }
}
