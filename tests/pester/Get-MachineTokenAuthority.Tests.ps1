Describe 'Get-MachineTokenAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $corp = New-MachineTokenAuthority corp
        $null = New-MachineTokenAuthority build
        $null = New-MachineSecret corp
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists them, all or by name' {
        (Get-MachineTokenAuthority).Name | Sort-Object | Should -Be 'build', 'corp'
        (Get-MachineTokenAuthority c*).KeyId | Should -Be $corp.KeyId
        Assert-Views (Get-MachineTokenAuthority corp)
    }

    It 'takes identities from the pipeline and by property name' {
        (Get-MachineIdentity -Kind TokenAuthority | Get-MachineTokenAuthority).Name | Sort-Object | Should -Be 'build', 'corp'
        ([pscustomobject]@{ Id = $corp.Id } | Get-MachineTokenAuthority).Name | Should -Be 'corp'
    }

    It 'reports what is not there' {
        Assert-TestError { Get-MachineTokenAuthority none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Get-MachineTokenAuthority -Store $store' @{ store = $store }
    }
}
