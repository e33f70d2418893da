Describe 'Remove-MachineIdentityTarget' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive

        function Add-Both {
            $null = Add-MachineIdentityTarget web01 "$folder/web01.pem" -KeyPath "$folder/web01.key"
            $null = Add-MachineIdentityTarget web01 "$folder/web01.pfx" -Password (ConvertTo-TestSecret x)
        }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    BeforeEach {
        Add-Both
    }

    It 'forgets by name, by path and by id' {
        Remove-MachineIdentityTarget web01 -Path *.pem -Confirm:$false | Should -BeNullOrEmpty
        Get-MachineIdentityTarget | ForEach-Object Address | Should -Be "$folder/web01.pfx"
        Remove-MachineIdentityTarget -Id (Get-MachineIdentityTarget).Id -Confirm:$false
        Get-MachineIdentityTarget | Should -BeNullOrEmpty
        Add-Both
        Remove-MachineIdentityTarget web01 -Confirm:$false
        Get-MachineIdentityTarget | Should -BeNullOrEmpty
        Test-MachineIdentityStore | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }

    It 'leaves what is installed' {
        $null = Publish-MachineIdentity web01
        Get-MachineIdentityTarget | Remove-MachineIdentityTarget -Confirm:$false
        Get-MachineIdentityTarget | Should -BeNullOrEmpty
        "$folder/web01.pem" | Should -Exist
    }

    It 'takes tests of targets and identities from the pipeline' {
        Test-MachineIdentityTarget | Where-Object -Not Holds | Where-Object Address -Like *.pfx | Remove-MachineIdentityTarget -Confirm:$false
        Get-MachineIdentityTarget | ForEach-Object Address | Should -Not -Contain "$folder/web01.pfx.none"
        $web | Remove-MachineIdentityTarget -Confirm:$false
        Get-MachineIdentityTarget | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Get-MachineIdentityTarget | Remove-MachineIdentityTarget -WhatIf }
    }

    It 'reports what is not there, and that nothing was chosen' {
        Assert-TestError { Remove-MachineIdentityTarget none -Confirm:$false } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Remove-MachineIdentityTarget -Confirm:$false } -Id InvalidArgument -Category InvalidArgument
        $unknown = [guid]::NewGuid()
        Assert-TestError { Remove-MachineIdentityTarget -Id $unknown -Confirm:$false } -Id TargetNotFound -Category ObjectNotFound -Target $unknown
    }

    It 'stops' {
        Assert-Stops '$null = Add-MachineIdentityTarget web01 "$folder/s.pfx" -Store $store; Remove-MachineIdentityTarget web01 -Path *s.pfx -Store $store' @{ store = $store; folder = $folder }
    }
}
