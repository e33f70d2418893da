using Mim.Core.Delivery;
using Mim.Delivery.Services;

namespace Mim.Delivery.Tests.Services;

public sealed class ServiceGatesTests
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);
    private readonly HurriedTime _time = new();
    private readonly ServiceGates _gates;

    public ServiceGatesTests() => _gates = new ServiceGates(_time);

    [Fact]
    public async Task The_first_reload_of_a_service_waits_for_nothing_and_the_next_for_the_rest_of_the_pause()
    {
        await Reload("main", _pause);
        Assert.Empty(_time.Waited);
        _time.Now += TimeSpan.FromSeconds(0.5);
        await Reload("main", _pause);
        Assert.Equal([TimeSpan.FromSeconds(1.5)], _time.Waited);
    }

    [Fact]
    public async Task Others_later_ones_and_those_that_need_no_pause_do_not_wait()
    {
        await Reload("main", _pause);
        await Reload("other", _pause);
        await Reload("main", TimeSpan.Zero);
        _time.Now += _pause;
        await Reload("main", _pause);
        Assert.Empty(_time.Waited);
    }

    [Fact]
    public async Task What_went_wrong_is_told() =>
        Assert.Equal("broken", await _gates.ReloadAsync(Of("main"), _pause, () => Task.FromResult<string?>("broken"), CancellationToken.None));

    private static Target Of(string configuration) => new()
    {
        Id = Guid.Empty, IdentityId = Guid.Empty, Identity = "mail", Kind = TargetKind.Postfix, Address = "/srv/mail.pem", CreatedAt = default,
        Settings = new ServiceTargetSettings { Files = new FileTargetSettings { Path = "/srv/mail.pem" }, Configuration = configuration },
    };

    private Task<string?> Reload(string configuration, TimeSpan pause) =>
        _gates.ReloadAsync(Of(configuration), pause, () => Task.FromResult<string?>(null), CancellationToken.None);
}
