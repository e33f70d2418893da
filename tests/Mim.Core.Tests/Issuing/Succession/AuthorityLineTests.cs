using Mim.Core.Issuing;
using Mim.Core.Issuing.Succession;

namespace Mim.Core.Tests.Issuing.Succession;

public sealed class AuthorityLineTests
{
    private static readonly Guid _first = Guid.NewGuid();
    private static readonly Guid _second = Guid.NewGuid();
    private static readonly Guid _third = Guid.NewGuid();
    private static readonly Guid _other = Guid.NewGuid();

    [Fact]
    public void One_alone_is_its_own_head_and_issuer()
    {
        var line = Line((_first, null, AuthorityState.Active), (_other, null, AuthorityState.Active));
        Assert.Equal((_first, _first), (line.HeadOf(_first)!.IdentityId, line.IssuerAfter(_first)));
        Assert.Null(line.SuccessorOf(_first));
        Assert.Empty(line.Before(_first));
        Assert.Equal(_first, Assert.Single(line.MembersOf(_first)).IdentityId);
    }

    [Theory]
    [InlineData(AuthorityState.Prepared, false)]
    [InlineData(AuthorityState.Active, true)]
    [InlineData(AuthorityState.Tainted, true)]
    public void A_successor_issues_once_it_is_not_only_prepared(AuthorityState state, bool issues)
    {
        var line = Line((_first, null, AuthorityState.Active), (_second, _first, state));
        Assert.Equal(issues ? _second : _first, line.IssuerAfter(_first));
        Assert.Equal(_second, line.HeadOf(_first)!.IdentityId);
        Assert.Equal(_second, line.SuccessorOf(_first)!.IdentityId);
    }

    [Fact]
    public void One_that_was_given_up_takes_nobodys_place()
    {
        var line = Line((_first, null, AuthorityState.Active), (_second, _first, AuthorityState.Retired));
        Assert.Null(line.SuccessorOf(_first));
        Assert.Equal(_first, line.IssuerAfter(_first));
        Assert.Equal(_first, line.HeadOf(_second)!.IdentityId);
        Assert.Equal(2, line.MembersOf(_first).Count());
    }

    [Fact]
    public void A_long_line_is_followed_to_its_end()
    {
        var line = Line(
            (_third, _second, AuthorityState.Active), (_second, _first, AuthorityState.Retired), (_first, null, AuthorityState.Tainted));
        Assert.Equal(_third, line.IssuerAfter(_first));
        Assert.Equal(_third, line.HeadOf(_second)!.IdentityId);
        Assert.Equal([_second, _first], line.Before(_third).Select(record => record.IdentityId));
        Assert.Equal(3, line.MembersOf(_second).Count());
    }

    [Fact]
    public void When_all_are_retired_there_is_no_head()
    {
        var line = Line((_first, null, AuthorityState.Retired), (_second, _first, AuthorityState.Retired));
        Assert.Null(line.HeadOf(_first));
        Assert.Null(line.HeadOf(_other));
    }

    private static AuthorityLine Line(params IEnumerable<(Guid Id, Guid? Replaces, AuthorityState State)> members) => new(
        [.. members.Select(member => new AuthorityRecord { IdentityId = member.Id, ReplacesId = member.Replaces, State = member.State })]);
}
